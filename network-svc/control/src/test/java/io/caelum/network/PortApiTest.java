package io.caelum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PortApiTest extends ServiceTest {

    @Test
    void aPortGetsAnAddressAMacAndTheDefaultGroup() {
        Api api = Api.ofNewProject();
        var port = api.port(api.networkWithSubnet());
        assertThat(port.getString("fixed_ips[0].ip_address")).startsWith("10.0.0.");
        assertThat(port.getString("mac_address")).matches("fa:16:3e(:[0-9a-f]{2}){3}");
        assertThat(port.getString("status")).isEqualTo("DOWN");
        assertThat(port.getList("security_groups")).hasSize(1);
        String group = port.getString("security_groups[0]");
        api.get("/security-groups/" + group).body("security_group.name", equalTo("default"));
        api.get("/ports?security_groups=" + group).body("ports.id", equalTo(List.of(port.getString("id"))));
    }

    @Test
    void whatOwnersDoNotSeeTheyCannotSearchEither() {
        Api api = Api.ofNewProject();
        String id = api.port(api.networkWithSubnet()).getString("id");

        api.get("/ports?binding:host_id=h").statusCode(400);
        api.get("/ports?sort_key=binding:host_id&sort_dir=asc").statusCode(400);
        api.get("/networks?provider:segmentation_id=1").statusCode(400);
        Api.admin().get("/ports?binding:host_id=&id=" + id).statusCode(200);
    }

    @Test
    void ownersDoNotSeeWhereAPortIsBound() {
        Api api = Api.ofNewProject();
        String id = api.port(api.networkWithSubnet()).getString("id");
        api.get("/ports/" + id)
                .body("port.'binding:vnic_type'", equalTo("normal"))
                .body("port", not(hasKey("binding:host_id")));
        Api.admin().get("/ports/" + id).body("port.'binding:vif_type'", equalTo("unbound"));
        api.put("/ports/" + id, Map.of("port", Map.of("binding:host_id", "h"))).statusCode(403);
    }

    @Test
    void addressesMayBeChosen() {
        Api api = Api.ofNewProject();
        String network = api.network();
        String subnet = api.subnet(network, "10.0.0.0/24");
        var port =
                with(api, network, List.of(Map.of("ip_address", "10.0.0.50"))).statusCode(201);
        port.body("port.fixed_ips", equalTo(List.of(Map.of("subnet_id", subnet, "ip_address", "10.0.0.50"))));
        with(api, network, List.of(Map.of("ip_address", "10.0.0.50")))
                .statusCode(409)
                .body("NeutronError.type", equalTo("IpAddressAlreadyAllocated"));
        with(api, network, List.of(Map.of("ip_address", "10.0.1.50")))
                .statusCode(400)
                .body("NeutronError.type", equalTo("InvalidIpForNetwork"));
        with(api, network, List.of(Map.of("ip_address", "10.0.1.50", "subnet_id", subnet)))
                .statusCode(400)
                .body("NeutronError.type", equalTo("InvalidIpForSubnet"));
        with(api, network, List.of(Map.of("ip_address", "10.0.0.255")))
                .statusCode(400)
                .body("NeutronError.type", equalTo("InvalidIpForSubnet"));
        with(api, network, List.of(Map.of("subnet_id", UUID.randomUUID()))).statusCode(400);
        with(api, network, List.of()).statusCode(201).body("port.fixed_ips", hasSize(0));
    }

    private static io.restassured.response.ValidatableResponse with(Api api, String network, List<?> fixedIps) {
        return api.post("/ports", Map.of("port", Map.of("network_id", network, "fixed_ips", fixedIps)));
    }

    @Test
    void aPortHasAnAddressOfEachVersion() {
        Api api = Api.ofNewProject();
        String network = api.networkWithSubnet();
        api.create(
                "subnet",
                Map.of(
                        "network_id",
                        network,
                        "cidr",
                        "fd00:1::/64",
                        "ip_version",
                        6,
                        "ipv6_address_mode",
                        "slaac",
                        "ipv6_ra_mode",
                        "slaac"));
        api.create("subnet", Map.of("network_id", network, "cidr", "fd00:2::/64", "ip_version", 6));
        var port = api.create("port", Map.of("network_id", network, "mac_address", "fa:16:3e:01:02:03"));
        assertThat(port.getList("fixed_ips.ip_address", String.class))
                .hasSize(3)
                .contains("fd00:1::f816:3eff:fe01:203")
                .anyMatch(ip -> ip.startsWith("10.0.0."))
                .anyMatch(ip -> ip.startsWith("fd00:2::"));
    }

    @Test
    void aMacIsUniqueInItsNetwork() {
        Api api = Api.ofNewProject();
        String network = api.networkWithSubnet();
        var wanted = Map.of("port", Map.of("network_id", network, "mac_address", "FA:16:3E:AA:BB:CC"));
        api.post("/ports", wanted).statusCode(201).body("port.mac_address", equalTo("fa:16:3e:aa:bb:cc"));
        api.post("/ports", wanted).statusCode(409).body("NeutronError.type", equalTo("MacAddressInUse"));
    }

    @Test
    void theLastAddressIsFoundAndThenThereAreNone() {
        Api api = Api.ofNewProject();
        String network = api.network();
        api.subnet(network, "10.0.0.0/29");
        for (int i = 0; i < 5; i++) {
            api.port(network);
        }
        api.post("/ports", Map.of("port", Map.of("network_id", network)))
                .statusCode(409)
                .body("NeutronError.type", equalTo("IpAddressGenerationFailure"));
        String second = api.subnet(network, "10.0.1.0/29");
        assertThat(api.port(network).getString("fixed_ips[0].subnet_id")).isEqualTo(second);
    }

    @Test
    void severalPortsAreMadeAllOrNone() {
        Api api = Api.ofNewProject();
        String network = api.network();
        api.subnet(network, "10.0.0.0/29");
        var one = Map.of("network_id", network);
        api.post("/ports", Map.of("ports", List.of(one, one, one, one, one, one)))
                .statusCode(409);
        assertThat(api.ids("/ports?network_id=" + network, "ports")).isEmpty();
        api.post("/ports", Map.of("ports", List.of(one, one, one, one, one)))
                .statusCode(201)
                .body("ports", hasSize(5));
    }

    @Test
    void addressesAndGroupsOfAPortCanBeChanged() {
        Api api = Api.ofNewProject();
        String network = api.network();
        String subnet = api.subnet(network, "10.0.0.0/24");
        var port = api.create(
                "port", Map.of("network_id", network, "fixed_ips", List.of(Map.of("ip_address", "10.0.0.10"))));
        String id = port.getString("id");
        String group = api.create("security_group", Map.of("name", "web")).getString("id");

        api.put(
                        "/ports/" + id,
                        Map.of(
                                "port",
                                Map.of(
                                        "fixed_ips",
                                        List.of(
                                                Map.of("subnet_id", subnet, "ip_address", "10.0.0.10"),
                                                Map.of("ip_address", "10.0.0.11")),
                                        "security_groups",
                                        List.of(group),
                                        "name",
                                        "p")))
                .statusCode(200)
                .body("port.fixed_ips.ip_address", equalTo(List.of("10.0.0.10", "10.0.0.11")))
                .body("port.security_groups", equalTo(List.of(group)))
                .body("port.revision_number", equalTo(2));
        api.put("/ports/" + id, Map.of("port", Map.of("fixed_ips", List.of(Map.of("ip_address", "10.0.0.11")))))
                .statusCode(200);
        api.get("/ports/" + id)
                .body("port.fixed_ips.ip_address", equalTo(List.of("10.0.0.11")))
                .body("port.name", equalTo("p"));
        with(api, network, List.of(Map.of("ip_address", "10.0.0.10"))).statusCode(201);
        api.delete("/security-groups/" + group)
                .statusCode(409)
                .body("NeutronError.type", equalTo("SecurityGroupInUse"));
    }

    @Test
    void portsAreFoundByTheirParts() {
        Api api = Api.ofNewProject();
        String network = api.network();
        String subnet = api.subnet(network, "10.0.0.0/24");
        var port = api.create(
                "port",
                Map.of(
                        "network_id",
                        network,
                        "device_id",
                        "d1",
                        "device_owner",
                        "test:x",
                        "fixed_ips",
                        List.of(Map.of("ip_address", "10.0.0.123"))));
        String id = port.getString("id");
        api.port(network);
        for (String filter : List.of(
                "fixed_ips=ip_address=10.0.0.123",
                "fixed_ips=ip_address=10.0.0.123&fixed_ips=subnet_id=" + subnet,
                "fixed_ips=ip_address_substr=0.123",
                "device_id=d1",
                "device_owner=test:x",
                "mac_address=" + port.getString("mac_address"),
                "id=" + id)) {
            assertThat(api.ids("/ports?" + filter, "ports")).as(filter).containsExactly(id);
        }
        assertThat(api.ids("/ports?status=ACTIVE", "ports")).isEmpty();
        assertThat(api.ids("/ports?status=DOWN&network_id=" + network, "ports")).hasSize(2);
        api.get("/ports?fixed_ips=bogus").statusCode(400);
    }

    @Test
    void malformedAttributesAreRefusedOneByOne() {
        Api api = Api.ofNewProject();
        String network = api.networkWithSubnet();
        var bad = new HashMap<String, Object>();
        bad.put("name", List.of());
        bad.put("admin_state_up", "maybe");
        bad.put("mac_address", "zz:zz");
        bad.put("fixed_ips", "10.0.0.4");
        bad.put("security_groups", List.of("default"));
        bad.put("port_security_enabled", 7);
        bad.put("device_id", 5);
        bad.put("device_owner", Map.of());
        bad.put("binding:vnic_type", "direct");
        bad.put("description", "x".repeat(256));
        bad.put("status", "ACTIVE");
        bad.put("bogus", 1);
        bad.forEach((key, value) -> api.post("/ports", Map.of("port", Map.of("network_id", network, key, value)))
                .statusCode(400)
                .body(
                        "NeutronError.message",
                        containsString(
                                key.equals("port_security_enabled") || key.equals("admin_state_up")
                                        ? "boolean"
                                        : key)));
        api.post("/ports", Map.of("port", Map.of("network_id", "x"))).statusCode(400);
        api.post("/ports", Map.of("port", Map.of())).statusCode(400);
        api.post("/ports", Map.of("port", List.of())).statusCode(400);
        api.post("/ports", Map.of("other", Map.of())).statusCode(400);
        api.post("/ports", List.of()).statusCode(400);
        api.post("/ports", "{").statusCode(400).body("NeutronError.type", equalTo("HTTPBadRequest"));
        api.post("/ports", "").statusCode(400);
    }

    @Test
    void nobodyPutsAPortIntoAForeignGroup() {
        String foreign =
                Api.ofNewProject().create("security_group", Map.of("name", "g")).getString("id");
        Api api = Api.ofNewProject();
        api.post(
                        "/ports",
                        Map.of(
                                "port",
                                Map.of("network_id", api.networkWithSubnet(), "security_groups", List.of(foreign))))
                .statusCode(404)
                .body("NeutronError.type", equalTo("SecurityGroupNotFound"));
    }

    @Test
    void aRequestThatIsRepeatedWithItsKeyMakesOnePort() throws Exception {
        Api api = Api.ofNewProject();
        String network = api.network();
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("port", Map.of("network_id", network, "name", "p"));
        Callable<String> request = () ->
                api.repeatable(key, "/ports", body).statusCode(201).extract().path("port.id");

        Set<String> ids = new HashSet<>();
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (var answer : pool.invokeAll(Collections.nCopies(4, request))) {
                ids.add(answer.get());
            }
        }

        assertThat(ids).hasSize(1);
        api.get("/ports?network_id=" + network).body("ports.id", equalTo(List.copyOf(ids)));
        api.repeatable(key, "/ports", Map.of("port", Map.of("network_id", network, "name", "q")))
                .statusCode(422)
                .body("NeutronError.type", equalTo("IdempotencyKeyReused"));
    }
}
