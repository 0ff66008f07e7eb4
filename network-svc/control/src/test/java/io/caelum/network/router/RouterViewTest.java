package io.caelum.network.router;

import io.caelum.network.Sample;
import io.caelum.network.port.PortAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RouterViewTest {

    @Test
    void aRouterWithGatewayAndRoute() {
        var wanted = new CreateRouter(null, "r1", "", true, null, Map.of());
        var router =
                Router.requested("aa000000000000000000000000000001", wanted, Instant.parse("2026-11-23T06:56:55.123Z"));
        router.id = UUID.fromString("11111111-0000-4000-8000-000000000001");
        router.hasGateway(
                UUID.fromString("22222222-0000-4000-8000-000000000001"),
                UUID.randomUUID(),
                List.of(new PortAddress(UUID.fromString("33333333-0000-4000-8000-000000000001"), "172.24.4.7")));
        router.routes = List.of(new Route("10.9.0.0/16", "10.0.0.5"));
        Sample.assertMatches("router/show.json", RouterView.of(router));
    }
}
