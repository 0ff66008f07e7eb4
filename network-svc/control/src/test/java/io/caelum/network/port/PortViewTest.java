package io.caelum.network.port;

import io.caelum.network.Sample;
import io.caelum.network.address.MacAddress;
import io.caelum.network.network.NetworkFacts;
import io.caelum.network.wiring.HostBinding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PortViewTest {

    private static final Instant NOW = Instant.parse("2026-11-23T06:56:55.123Z");
    private static final String PROJECT = "aa000000000000000000000000000001";

    private Port port;

    @BeforeEach
    void aBoundPort() {
        var network = new NetworkFacts(
                UUID.fromString("11111111-0000-4000-8000-000000000001"),
                PROJECT,
                "blue",
                1450,
                false,
                false,
                true,
                "vxlan",
                Optional.empty(),
                Optional.of(5L),
                List.of(),
                Optional.empty());
        port = Port.requested(
                new NewPort(
                        UUID.fromString("22222222-0000-4000-8000-000000000001"),
                        PROJECT,
                        network,
                        "",
                        "",
                        true,
                        Optional.empty(),
                        null,
                        List.of(),
                        true,
                        "44444444-0000-4000-8000-000000000001",
                        "compute:nova",
                        true,
                        "normal",
                        Map.of(),
                        Optional.of("host1"),
                        PortExtras.NONE,
                        Map.of()),
                new MacAddress("fa:16:3e:00:00:01"),
                NOW);
        port.bind(new HostBinding("host1", 7, Optional.of("ovs"), NOW));
        port.hasAddresses(
                List.of(new PortAddress(UUID.fromString("33333333-0000-4000-8000-000000000001"), "10.0.0.4")));
        port.hasSecurityGroups(List.of(UUID.fromString("55555555-0000-4000-8000-000000000001")));
    }

    @Test
    void administratorsSeeTheWholeBinding() {
        Sample.assertMatches("port/show-admin.json", PortView.of(port, true));
    }

    @Test
    void ownersSeeTheVnicTypeOnly() {
        Sample.assertMatches("port/show.json", PortView.of(port, false));
    }
}
