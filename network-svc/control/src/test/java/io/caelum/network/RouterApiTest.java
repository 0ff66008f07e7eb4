package io.caelum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RouterApiTest extends ServiceTest {

    private static final String NOWHERE = "7c2d3c1e-0000-4000-8000-000000000000";

    private final Api admin = Api.admin();
    private final Api api = Api.ofNewProject();

    @Test
    void aRouterWithoutAnythingIsActive() {
        var router = api.create("router", Map.of("name", "r"));
        assertThat(router.getString("status")).isEqualTo("ACTIVE");
        assertThat(router.<Object>get("external_gateway_info")).isNull();
        assertThat(router.getList("routes")).isEmpty();
        assertThat(api.ids("/routers?name=r", "routers")).containsExactly(router.getString("id"));
        Api.ofNewProject()
                .get("/routers/" + router.getString("id"))
                .statusCode(404)
                .body("NeutronError.type", equalTo("RouterNotFound"));
    }

    @Test
    void aGatewayIsAPortOfNobodysOnTheExternalNetwork() {
        String external = External.network(admin);
        String router = Routers.withGateway(api, external);
        api.get("/routers/" + router)
                .body("router.external_gateway_info.network_id", equalTo(external))
                .body("router.external_gateway_info.enable_snat", equalTo(true))
                .body("router.external_gateway_info.external_fixed_ips", hasSize(1));
        assertThat(api.ids("/ports?device_id=" + router, "ports")).isEmpty();
        admin.get("/ports?device_id=" + router)
                .body("ports[0].device_owner", equalTo("network:router_gateway"))
                .body("ports[0].project_id", equalTo(""));

        api.put("/routers/" + router, Map.of("router", Map.of("external_gateway_info", Map.of())))
                .statusCode(200)
                .body("router.external_gateway_info", nullValue());
        assertThat(admin.ids("/ports?device_id=" + router, "ports")).isEmpty();
    }

    @Test
    void badGatewaysAreRefused() {
        String inner = api.networkWithSubnet();
        refusedGateway(400, "HTTPBadRequest", Map.of("network_id", inner));
        refusedGateway(404, "NetworkNotFound", Map.of("network_id", NOWHERE));
        refusedGateway(400, "HTTPBadRequest", Map.of("enable_snat", true));
        String external = External.network(admin);
        refusedGateway(403, "PolicyNotAuthorized", Map.of("network_id", external, "enable_snat", false));
        refusedGateway(
                403,
                "PolicyNotAuthorized",
                Map.of("network_id", external, "external_fixed_ips", List.of(Map.of("ip_address", "172.24.4.9"))));
        refusedGateway(400, "HTTPBadRequest", Map.of("network_id", external, "bogus", 1));
        assertThat(api.ids("/routers", "routers")).isEmpty();
    }

    private void refusedGateway(int status, String type, Map<String, Object> info) {
        api.post("/routers", Map.of("router", Map.of("external_gateway_info", info)))
                .statusCode(status)
                .body("NeutronError.type", equalTo(type));
    }

    @Test
    void anAdministratorChoosesAddressAndSnat() {
        String external = External.network(admin);
        String subnet = admin.ids("/subnets?network_id=" + external, "subnets").getFirst();
        var info = Map.of(
                "network_id",
                external,
                "enable_snat",
                false,
                "external_fixed_ips",
                List.of(Map.of("subnet_id", subnet, "ip_address", "172.24.4.77")));
        admin.post("/routers", Map.of("router", Map.of("external_gateway_info", info)))
                .statusCode(201)
                .body("router.external_gateway_info.enable_snat", equalTo(false))
                .body("router.external_gateway_info.external_fixed_ips[0].ip_address", equalTo("172.24.4.77"));
        admin.post("/routers", Map.of("router", Map.of("external_gateway_info", info)))
                .statusCode(409)
                .body("NeutronError.type", equalTo("IpAddressAlreadyAllocated"));
    }

    @Test
    void anInterfaceHasTheGatewaysAddressAndKeepsTheRouter() {
        String network = api.network();
        String subnet = api.subnet(network, "10.0.0.0/24");
        String router = Routers.bare(api);
        String port = Routers.add(api, router, subnet)
                .statusCode(200)
                .body("id", equalTo(router))
                .body("subnet_ids", equalTo(List.of(subnet)))
                .body("network_id", equalTo(network))
                .extract()
                .path("port_id");
        api.get("/ports/" + port)
                .body("port.fixed_ips[0].ip_address", equalTo("10.0.0.1"))
                .body("port.device_owner", equalTo("network:router_interface"))
                .body("port.device_id", equalTo(router));

        api.delete("/routers/" + router).statusCode(409).body("NeutronError.type", equalTo("RouterInUse"));
        api.delete("/ports/" + port).statusCode(409).body("NeutronError.type", equalTo("L3PortInUse"));
        api.delete("/subnets/" + subnet).statusCode(409).body("NeutronError.type", equalTo("SubnetInUse"));
        api.put("/subnets/" + subnet, Map.of("subnet", Map.of("gateway_ip", "10.0.0.254")))
                .statusCode(409)
                .body("NeutronError.type", equalTo("GatewayIpInUse"));

        api.put("/routers/" + router + "/remove_router_interface", Map.of("subnet_id", subnet))
                .statusCode(200)
                .body("port_id", equalTo(port));
        api.get("/ports/" + port).statusCode(404);
        api.delete("/routers/" + router).statusCode(204);
    }

    @Test
    void aPortOfTheUsersBecomesAnInterface() {
        String network = api.networkWithSubnet();
        String port = api.port(network).getString("id");
        String router = Routers.bare(api);
        api.put("/routers/" + router + "/add_router_interface", Map.of("port_id", port))
                .statusCode(200)
                .body("port_id", equalTo(port));
        api.get("/ports/" + port)
                .body("port.device_owner", equalTo("network:router_interface"))
                .body("port.port_security_enabled", equalTo(false))
                .body("port.security_groups", hasSize(0));
        api.put("/ports/" + port, Map.of("port", Map.of("device_owner", "compute:nova")))
                .statusCode(403);
        api.put("/routers/" + Routers.bare(api) + "/add_router_interface", Map.of("port_id", port))
                .statusCode(409)
                .body("NeutronError.type", equalTo("PortInUse"));
        api.put("/routers/" + router + "/remove_router_interface", Map.of("port_id", port))
                .statusCode(200);
    }

    @Test
    void badInterfacesAreRefused() {
        String router = Routers.bare(api);
        String first = api.subnet(api.network(), "10.0.0.0/24");
        String overlapping = api.subnet(api.network(), "10.0.0.0/16");
        refusedInterface(router, 400, "HTTPBadRequest", Map.of());
        refusedInterface(router, 400, "HTTPBadRequest", Map.of("subnet_id", first, "port_id", NOWHERE));
        refusedInterface(router, 404, "SubnetNotFound", Map.of("subnet_id", NOWHERE));
        refusedInterface(router, 404, "PortNotFound", Map.of("port_id", NOWHERE));
        refusedInterface(NOWHERE, 404, "RouterNotFound", Map.of("subnet_id", first));
        Routers.add(api, router, first).statusCode(200);
        refusedInterface(router, 400, "HTTPBadRequest", Map.of("subnet_id", first));
        refusedInterface(router, 400, "HTTPBadRequest", Map.of("subnet_id", overlapping));

        var wanted = new HashMap<String, Object>(Map.of("network_id", api.network(), "cidr", "10.9.0.0/24"));
        wanted.put("gateway_ip", null);
        String gateless = api.create("subnet", wanted).getString("id");
        refusedInterface(router, 400, "HTTPBadRequest", Map.of("subnet_id", gateless));

        Api other = Api.ofNewProject();
        String theirs = other.subnet(other.network(), "10.77.0.0/24");
        refusedInterface(router, 404, "SubnetNotFound", Map.of("subnet_id", theirs));
        api.put("/routers/" + router + "/remove_router_interface", Map.of("subnet_id", overlapping))
                .statusCode(404)
                .body("NeutronError.type", equalTo("RouterInterfaceNotFoundForSubnet"));
        api.put("/routers/" + router + "/remove_router_interface", Map.of("port_id", NOWHERE))
                .statusCode(404)
                .body("NeutronError.type", equalTo("RouterInterfaceNotFound"));
    }

    private void refusedInterface(String router, int status, String type, Map<String, Object> body) {
        api.put("/routers/" + router + "/add_router_interface", body)
                .statusCode(status)
                .body("NeutronError.type", equalTo(type));
    }

    @Test
    void routesNeedANextHopInReach() {
        String router = Routers.bare(api);
        String subnet = api.subnet(api.network(), "10.0.0.0/24");
        Routers.add(api, router, subnet).statusCode(200);
        refusedRoutes(router, "InvalidRoutes", List.of(route("10.9.0.0/16", "10.1.0.5")));
        refusedRoutes(router, "InvalidRoutes", List.of(route("10.9.0.0/16", "10.0.0.1")));
        refusedRoutes(router, "InvalidRoutes", List.of(route("fd00::/64", "10.0.0.5")));
        refusedRoutes(router, "InvalidInput", List.of(route("nonsense", "10.0.0.5")));
        refusedRoutes(
                router, "InvalidInput", List.of(route("10.9.0.0/16", "10.0.0.5"), route("10.9.0.0/16", "10.0.0.5")));

        api.put("/routers/" + router, Map.of("router", Map.of("routes", List.of(route("10.9.0.0/16", "10.0.0.5")))))
                .statusCode(200)
                .body("router.routes", equalTo(List.of(route("10.9.0.0/16", "10.0.0.5"))));
        api.put(
                        "/routers/" + router + "/add_extraroutes",
                        Map.of("router", Map.of("routes", List.of(route("10.8.0.0/16", "10.0.0.6")))))
                .statusCode(200)
                .body("router.routes", hasSize(2));
        api.put("/routers/" + router + "/remove_router_interface", Map.of("subnet_id", subnet))
                .statusCode(409)
                .body("NeutronError.type", equalTo("RouterInterfaceInUseByRoute"));
        api.put(
                        "/routers/" + router + "/remove_extraroutes",
                        Map.of("router", Map.of("routes", List.of(route("10.9.0.0/16", "10.0.0.5")))))
                .statusCode(200)
                .body("router.routes", equalTo(List.of(route("10.8.0.0/16", "10.0.0.6"))));
        api.put("/routers/" + router, Map.of("router", Map.of("routes", List.of())))
                .statusCode(200);
    }

    private void refusedRoutes(String router, String type, List<Map<String, String>> routes) {
        api.put("/routers/" + router, Map.of("router", Map.of("routes", routes)))
                .statusCode(400)
                .body("NeutronError.type", equalTo(type));
    }

    private static Map<String, String> route(String destination, String nexthop) {
        return Map.of("destination", destination, "nexthop", nexthop);
    }

    @Test
    void aRouterIsChangedTaggedAndGuardedByItsRevision() {
        String router = Routers.bare(api);
        api.putIfRevision(1, "/routers/" + router, Map.of("router", Map.of("name", "new", "admin_state_up", false)))
                .statusCode(200)
                .body("router.name", equalTo("new"))
                .body("router.admin_state_up", equalTo(false))
                .body("router.revision_number", equalTo(2));
        api.putIfRevision(1, "/routers/" + router, Map.of("router", Map.of("name", "late")))
                .statusCode(412);
        api.put("/routers/" + router + "/tags/red", "").statusCode(201);
        assertThat(api.ids("/routers?tags=red", "routers")).containsExactly(router);
        api.put("/routers/" + router, Map.of("router", Map.of("project_id", "x")))
                .statusCode(400);
        api.post("/routers", Map.of("router", Map.of("ha", true))).statusCode(400);
    }

    @Test
    void readersLookAndQuotasHold() {
        String project = UUID.randomUUID().toString().replace("-", "");
        Api.reader(project).get("/routers").statusCode(200);
        Api.reader(project)
                .post("/routers", Map.of("router", Map.of("name", "r")))
                .statusCode(403)
                .body("NeutronError.message", containsString("create_router"));
        admin.put("/quotas/" + project, Map.of("quota", Map.of("router", 1))).statusCode(200);
        Api member = Api.member(project);
        Routers.bare(member);
        member.post("/routers", Map.of("router", Map.of("name", "one more")))
                .statusCode(409)
                .body("NeutronError.message", equalTo("Quota exceeded for resources: ['router']."));
        member.get("/routers?status=ACTIVE")
                .body("routers.id", hasSize(1))
                .body("routers[0].created_at", notNullValue());
    }
}
