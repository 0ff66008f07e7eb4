package io.caelum.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void portsForTestsAreNotThoseOfOutgoingConnections() throws IOException {
        int firstOfKernel = Integer.parseInt(Files.readString(Path.of("/proc/sys/net/ipv4/ip_local_port_range"))
                .strip()
                .split("\\s+")[0]);
        var ports = Stream.generate(Ports::free).limit(50).toList();
        assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port < Math.max(firstOfKernel, 32_000));
    }
}
