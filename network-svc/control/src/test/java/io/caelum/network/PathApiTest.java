package io.caelum.network;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PathApiTest extends ServiceTest {

    private final Api api = Api.ofNewProject();

    @Test
    void theFirstBrokenHopIsNamedWithItsRemedy() {
        String external = External.network(Api.admin());
        String router = Routers.withGateway(api, external);
        String network = api.network();
        Routers.add(api, router, api.subnet(network, "10.0.0.0/24")).statusCode(200);
        String port = api.port(network).getString("id");
        String free = api.post("/floatingips", Map.of("floatingip", Map.of("floating_network_id", external)))
                .extract()
                .path("floatingip.id");
        api.get("/floatingips/" + free + "/path")
                .statusCode(200)
                .body("path.ok", equalTo(false))
                .body("path.broken_hop", equalTo("nat"));
        api.put("/floatingips/" + free, Map.of("floatingip", Map.of("port_id", port)))
                .statusCode(200);
        api.get("/floatingips/" + free + "/path")
                .statusCode(200)
                .body("path.ok", equalTo(false))
                .body("path.broken_hop", equalTo("tap"))
                .body("path.remedy", notNullValue())
                .body("path.hops.hop", hasItems("tap", "security-group", "dhcp-lease", "router", "gateway", "mtu"));
        Api.ofNewProject().get("/floatingips/" + free + "/path").statusCode(404);

        Api.admin()
                .put("/ports/" + port, Map.of("port", Map.of("binding:host_id", "nowhere")))
                .statusCode(200)
                .body("port.'binding:vif_type'", equalTo("binding_failed"));
        String tap = "path.hops.find { it.hop == 'tap' }.";
        Api.admin()
                .get("/floatingips/" + free + "/path")
                .body("path.broken_hop", equalTo("tap"))
                .body(tap + "state", equalTo("broken"))
                .body(tap + "detail", containsString("could not be bound: host nowhere had no network agent"));
        api.get("/floatingips/" + free + "/path")
                .body(tap + "detail", containsString("could not be bound: host *** had no network agent"));
    }
}
