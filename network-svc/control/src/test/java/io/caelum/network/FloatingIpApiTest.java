package io.caelum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FloatingIpApiTest extends ServiceTest {

    private final Api admin = Api.admin();
    private final Api api = Api.ofNewProject();
    private String external;
    private String router;
    private String subnet;
    private String port;

    @BeforeEach
    void aPortBehindARouter() {
        external = External.network(admin);
        router = Routers.withGateway(api, external);
        String network = api.network();
        subnet = api.subnet(network, "10.0.0.0/24");
        Routers.add(api, router, subnet).statusCode(200);
        port = api.port(network).getString("id");
    }

    private ValidatableResponse create(Map<String, Object> attributes) {
        var wanted = new HashMap<String, Object>(Map.of("floating_network_id", external));
        wanted.putAll(attributes);
        return api.post("/floatingips", Map.of("floatingip", wanted));
    }

    private String free() {
        return create(Map.of()).statusCode(201).extract().path("floatingip.id");
    }

    private String leading() {
        return create(Map.of("port_id", port)).statusCode(201).extract().path("floatingip.id");
    }

    private ValidatableResponse lead(String id, Object portId) {
        var body = new HashMap<String, Object>();
        body.put("port_id", portId);
        return api.put("/floatingips/" + id, Map.of("floatingip", body));
    }

    @Test
    void aFreeOneIsDownAndOneThatLeadsSomewhereIsActive() {
        String id = free();
        api.get("/floatingips/" + id)
                .body("floatingip.status", equalTo("DOWN"))
                .body("floatingip.port_id", nullValue())
                .body("floatingip.router_id", nullValue())
                .body("floatingip.port_details", nullValue());
        lead(id, port)
                .statusCode(200)
                .body("floatingip.status", equalTo("ACTIVE"))
                .body("floatingip.router_id", equalTo(router))
                .body("floatingip.port_details.device_owner", equalTo(""));
        assertThat(api.ids("/floatingips?port_id=" + port, "floatingips")).containsExactly(id);
        lead(id, null).statusCode(200).body("floatingip.status", equalTo("DOWN"));
        api.delete("/floatingips/" + id).statusCode(204);
        assertThat(admin.ids("/ports?device_id=" + id, "ports")).isEmpty();
    }

    @Test
    void itIsReleasedWhenItsPortGoes() {
        String id = leading();
        api.delete("/ports/" + port).statusCode(204);
        api.get("/floatingips/" + id)
                .body("floatingip.status", equalTo("DOWN"))
                .body("floatingip.port_id", nullValue())
                .body("floatingip.router_id", nullValue());
    }

    @Test
    void itIsReleasedWhenTheAddressOfItsPortGoes() {
        String id = leading();
        api.put("/ports/" + port, Map.of("port", Map.of("fixed_ips", List.of(Map.of("ip_address", "10.0.0.200")))))
                .statusCode(200);
        api.get("/floatingips/" + id).body("floatingip.port_id", nullValue());
    }

    @Test
    void anAddressLeadsToOnePortAndAPortHasOne() {
        leading();
        create(Map.of("port_id", port))
                .statusCode(409)
                .body("NeutronError.type", equalTo("FloatingIPPortAlreadyAssociated"));
        String other = free();
        lead(other, port).statusCode(409).body("NeutronError.type", equalTo("FloatingIPPortAlreadyAssociated"));
    }

    @Test
    void badWishesAreRefusedAndNothingRemains() {
        String lonely = api.port(api.networkWithSubnet()).getString("id");
        Api other = Api.ofNewProject();
        String theirs = other.port(other.networkWithSubnet()).getString("id");
        create(Map.of("port_id", lonely))
                .statusCode(404)
                .body("NeutronError.type", equalTo("ExternalGatewayForFloatingIPNotFound"));
        create(Map.of("port_id", theirs)).statusCode(404).body("NeutronError.type", equalTo("PortNotFound"));
        create(Map.of("fixed_ip_address", "10.0.0.5")).statusCode(400);
        create(Map.of("port_id", port, "fixed_ip_address", "10.0.0.250")).statusCode(400);
        create(Map.of("floating_ip_address", "172.24.4.20")).statusCode(403);
        create(Map.of("floating_network_id", api.networkWithSubnet())).statusCode(400);
        create(Map.of("floating_network_id", UUID.randomUUID())).statusCode(404);
        api.post("/floatingips", Map.of("floatingip", Map.of())).statusCode(400);
        assertThat(api.ids("/floatingips", "floatingips")).isEmpty();
        assertThat(admin.ids("/ports?network_id=" + external + "&device_owner=network:floatingip", "ports"))
                .isEmpty();
    }

    @Test
    void ofSeveralAddressesOneHasToBeNamed() {
        api.put(
                        "/ports/" + port,
                        Map.of(
                                "port",
                                Map.of(
                                        "fixed_ips",
                                        List.of(Map.of("ip_address", "10.0.0.8"), Map.of("ip_address", "10.0.0.9")))))
                .statusCode(200);
        create(Map.of("port_id", port)).statusCode(400);
        create(Map.of("port_id", port, "fixed_ip_address", "10.0.0.9"))
                .statusCode(201)
                .body("floatingip.fixed_ip_address", equalTo("10.0.0.9"));
    }

    @Test
    void whatIsInUseKeepsGatewayInterfaceAndNetwork() {
        leading();
        api.put("/routers/" + router, Map.of("router", Map.of("external_gateway_info", Map.of())))
                .statusCode(409)
                .body("NeutronError.type", equalTo("RouterExternalGatewayInUseByFloatingIp"));
        api.put("/routers/" + router + "/remove_router_interface", Map.of("subnet_id", subnet))
                .statusCode(409)
                .body("NeutronError.type", equalTo("RouterInterfaceInUseByFloatingIP"));
        admin.delete("/networks/" + external).statusCode(409).body("NeutronError.type", equalTo("NetworkInUse"));
        admin.put("/networks/" + external, Map.of("network", Map.of("router:external", false)))
                .statusCode(409);
    }

    @Test
    void freeOnesGoWithTheirNetwork() {
        String lone = External.network(admin, "198.51.100.0/28");
        String id = api.post("/floatingips", Map.of("floatingip", Map.of("floating_network_id", lone)))
                .statusCode(201)
                .extract()
                .path("floatingip.id");
        admin.delete("/networks/" + lone).statusCode(204);
        api.get("/floatingips/" + id).statusCode(404).body("NeutronError.type", equalTo("FloatingIPNotFound"));
    }

    @Test
    void whenAllAreTakenTheAnswerSaysSo() {
        String small = External.network(admin, "198.51.100.0/30");
        var wanted = Map.of("floatingip", Map.of("floating_network_id", small));
        api.post("/floatingips", wanted).statusCode(201);
        api.post("/floatingips", wanted)
                .statusCode(409)
                .body("NeutronError.type", equalTo("ExternalIpAddressExhausted"));
    }

    @Test
    void anAdministratorChoosesTheAddress() {
        admin.post(
                        "/floatingips",
                        Map.of(
                                "floatingip",
                                Map.of("floating_network_id", external, "floating_ip_address", "172.24.4.99")))
                .statusCode(201)
                .body("floatingip.floating_ip_address", equalTo("172.24.4.99"));
    }

    private ValidatableResponse forward(String id, Map<String, Object> more) {
        var wanted = new HashMap<String, Object>(
                Map.of("internal_port_id", port, "protocol", "tcp", "external_port", 2222, "internal_port", 22));
        wanted.putAll(more);
        return api.post("/floatingips/" + id + "/port_forwardings", Map.of("port_forwarding", wanted));
    }

    @Test
    void portsAreForwardedOneByOne() {
        String id = free();
        String one = forward(id, Map.of())
                .statusCode(201)
                .body("port_forwarding.external_port_range", equalTo("2222:2222"))
                .body("port_forwarding.internal_port", equalTo(22))
                .extract()
                .path("port_forwarding.id");
        api.get("/floatingips/" + id)
                .body("floatingip.status", equalTo("ACTIVE"))
                .body("floatingip.router_id", equalTo(router))
                .body("floatingip.port_forwardings", hasSize(1));
        forward(id, Map.of()).statusCode(400);
        forward(id, Map.of("protocol", "udp")).statusCode(201);
        forward(id, Map.of("protocol", "icmp", "external_port", 1)).statusCode(400);
        forward(id, Map.of("external_port", 70000)).statusCode(400);
        lead(id, port).statusCode(409).body("NeutronError.type", equalTo("FloatingIPAlreadyHasPortForwardings"));
        api.put(
                        "/floatingips/" + id + "/port_forwardings/" + one,
                        Map.of("port_forwarding", Map.of("external_port", 2223)))
                .statusCode(200)
                .body("port_forwarding.external_port", equalTo(2223));
        api.put("/routers/" + router + "/remove_router_interface", Map.of("subnet_id", subnet))
                .statusCode(409);
        api.delete("/floatingips/" + id + "/port_forwardings/" + one).statusCode(204);
        api.get("/floatingips/" + id + "/port_forwardings/" + one)
                .statusCode(404)
                .body("NeutronError.type", equalTo("PortForwardingNotFound"));
        api.get("/floatingips/" + id + "/port_forwardings").body("port_forwardings", hasSize(1));
        api.delete("/floatingips/" + id).statusCode(204);
    }

    @Test
    void whoLeadsToAPortForwardsNothing() {
        forward(leading(), Map.of()).statusCode(409).body("NeutronError.type", equalTo("FloatingIPInUse"));
    }
}
