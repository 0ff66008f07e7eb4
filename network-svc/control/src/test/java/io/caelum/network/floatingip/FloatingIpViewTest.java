package io.caelum.network.floatingip;

import io.caelum.network.Sample;
import io.caelum.network.port.PortFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FloatingIpViewTest {

    private static final UUID PORT = UUID.fromString("33333333-0000-4000-8000-000000000001");

    @Test
    void oneThatLeadsToAServer() {
        var wanted = new CreateFloatingIp(
                null,
                "",
                UUID.fromString("22222222-0000-4000-8000-000000000001"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
        var floating = FloatingIp.requested(
                UUID.fromString("11111111-0000-4000-8000-000000000001"),
                "aa000000000000000000000000000001",
                wanted,
                Instant.parse("2026-11-23T06:56:55.123Z"));
        floating.floatingIpAddress = "172.24.4.8";
        floating.leadsTo(new Target(PORT, "10.0.0.5", UUID.fromString("44444444-0000-4000-8000-000000000001")));
        var port = new PortFacts(
                PORT,
                UUID.fromString("55555555-0000-4000-8000-000000000001"),
                "aa000000000000000000000000000001",
                "p",
                "66666666-0000-4000-8000-000000000001",
                "compute:nova",
                "fa:16:3e:00:00:01",
                true,
                "ACTIVE",
                "host1",
                List.of());
        Sample.assertMatches("floatingip/show.json", FloatingIpView.of(floating, port, List.of()));
    }
}
