package io.caelum.compute.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.data.RowJson;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AddressViewTest {

    private static BoundPort port(String network, String fixed, String... floating) {
        return new BoundPort(
                UUID.randomUUID(),
                UUID.randomUUID(),
                network,
                "fa:16:3e:00:00:01",
                1450,
                "ovs",
                true,
                true,
                List.of(new BoundPort.FixedIp(UUID.randomUUID(), fixed, fixed.contains(":") ? 6 : 4)),
                List.of(floating).stream()
                        .map(address -> new BoundPort.FloatingIp(fixed, address))
                        .toList());
    }

    @Test
    void floatingAddressesComeAfterTheFixedOnesOfTheirPort() {
        var shown = AddressView.byNetwork(List.of(port("blue", "10.0.0.5", "203.0.113.7"), port("blue", "fd00::5")));

        assertThat(shown.get("blue"))
                .containsExactly(
                        new AddressView(4, "10.0.0.5", "fixed", "fa:16:3e:00:00:01"),
                        new AddressView(4, "203.0.113.7", "floating", "fa:16:3e:00:00:01"),
                        new AddressView(6, "fd00::5", "fixed", "fa:16:3e:00:00:01"));
    }

    @Test
    void aRowThatSaysNothingOfFloatingAddressesHasNone() {
        BoundPort port = port("blue", "10.0.0.5");
        String row = RowJson.write(List.of(port)).replace(",\"floating\":[]", "");

        assertThat(row).doesNotContain("floating");
        assertThat(RowJson.read(row, new TypeReference<List<BoundPort>>() {})).containsExactly(port);
    }
}
