package io.caelum.networkagent.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeviceNamesTest {

    private final UUID port = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");

    @Test
    void theNameSaysWhatThePortIsForAndWhichItIs() {
        assertThat(DeviceNames.of("compute:nova", port)).isEqualTo("tap01234567-89");
        assertThat(DeviceNames.of("network:dhcp", port)).isEqualTo("dh-01234567-89");
        assertThat(DeviceNames.of("network:router_interface", port)).isEqualTo("qr-01234567-89");
        assertThat(DeviceNames.of("network:router_gateway", port)).isEqualTo("qg-01234567-89");
    }

    @Test
    void theKernelTakesTheNames() {
        assertThat(DeviceNames.tap(port).length()).isLessThanOrEqualTo(15);
    }
}
