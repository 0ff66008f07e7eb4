package io.caelum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SubnetApiTest extends ServiceTest {

    @Test
    void gatewayAndPoolAreChosenWhenNotGiven() {
        Api api = Api.ofNewProject();
        var subnet = api.create("subnet", Map.of("network_id", api.network(), "cidr", "10.0.0.0/24", "ip_version", 4));
        assertThat(subnet.getString("gateway_ip")).isEqualTo("10.0.0.1");
        assertThat(subnet.getList("allocation_pools"))
                .isEqualTo(List.of(Map.of("start", "10.0.0.2", "end", "10.0.0.254")));
        assertThat(subnet.getBoolean("enable_dhcp")).isTrue();
    }

    @Test
    void aSubnetMayHaveNoGateway() {
        Api api = Api.ofNewProject();
        var wanted = new HashMap<String, Object>(Map.of("network_id", api.network(), "cidr", "10.0.0.0/24"));
        wanted.put("gateway_ip", null);
        api.post("/subnets", Map.of("subnet", wanted))
                .statusCode(201)
                .body("subnet.gateway_ip", nullValue())
                .body("subnet.allocation_pools[0].start", equalTo("10.0.0.1"));
    }

    @Test
    void overlapIsRefusedWithinANetworkAndFineBetweenNetworks() {
        Api api = Api.ofNewProject();
        String network = api.network();
        api.subnet(network, "10.0.0.0/16");
        api.post("/subnets", Map.of("subnet", Map.of("network_id", network, "cidr", "10.0.7.0/24")))
                .statusCode(400)
                .body("NeutronError.type", equalTo("InvalidInput"))
                .body("NeutronError.message", containsString("overlaps"));
        api.subnet(api.network(), "10.0.7.0/24");
    }

    @Test
    void badSubnetsAreRefusedAndTheAnswerNamesTheReason() {
        Api api = Api.ofNewProject();
        String network = api.network();
        refused(api, network, 400, "InvalidInput", Map.of("cidr", "10.0.0.5/24"));
        refused(api, network, 400, "InvalidInput", Map.of("cidr", "10.0.0.0/33"));
        refused(api, network, 400, "InvalidInput", Map.of("cidr", "nonsense"));
        refused(api, network, 400, "InvalidInput", Map.of("cidr", "10.0.0.0/24", "ip_version", 6));
        refused(api, network, 400, "InvalidInput", Map.of("cidr", "10.0.0.0/24", "ip_version", 5));
        refused(api, network, 400, "InvalidInput", Map.of("cidr", "10.0.0.0/24", "gateway_ip", "10.0.0.255"));
        refused(api, network, 400, "InvalidInput", Map.of("cidr", "10.0.0.0/24", "gateway_ip", "x"));
        refused(api, network, 400, "InvalidInput", Map.of("cidr", "10.0.0.0/24", "dns_nameservers", List.of("dns")));
        refused(api, network, 400, "InvalidInput", Map.of("cidr", "10.0.0.0/24", "dns_nameservers", "8.8.8.8"));
        refused(api, network, 400, "InvalidInput", Map.of("cidr", "10.0.0.0/24", "enable_dhcp", "maybe"));
        refused(api, network, 400, "InvalidInput", Map.of("cidr", "10.0.0.0/24", "name", 5));
        refused(api, network, 400, "InvalidInput", Map.of("cidr", "10.0.0.0/24", "ipv6_ra_mode", "slaac"));
        refused(api, network, 400, "InvalidInput", Map.of("cidr", "fd00::/48", "ipv6_address_mode", "slaac"));
        refused(api, network, 400, "HTTPBadRequest", Map.of("cidr", "10.0.0.0/24", "bogus", 1));
        refused(api, network, 400, "HTTPBadRequest", Map.of("name", "no cidr"));
        refused(api, network, 400, "OutOfBoundsAllocationPool", pools("10.0.0.2", "10.0.1.2"));
        refused(api, network, 400, "InvalidAllocationPool", pools("10.0.0.9", "10.0.0.2"));
        refused(api, network, 409, "GatewayConflictWithAllocationPools", pools("10.0.0.1", "10.0.0.9"));
        refused(
                api,
                network,
                404,
                "NetworkNotFound",
                Map.of("cidr", "10.0.0.0/24", "network_id", "7c2d3c1e-0000-4000-8000-000000000000"));
        assertThat(api.ids("/subnets?network_id=" + network, "subnets")).isEmpty();
    }

    private static Map<String, Object> pools(String start, String end) {
        return Map.of("cidr", "10.0.0.0/24", "allocation_pools", List.of(Map.of("start", start, "end", end)));
    }

    private static void refused(Api api, String network, int status, String type, Map<String, Object> attributes) {
        var wanted = new HashMap<String, Object>(Map.of("network_id", network));
        wanted.putAll(attributes);
        api.post("/subnets", Map.of("subnet", wanted)).statusCode(status).body("NeutronError.type", equalTo(type));
    }

    @Test
    void whatCanBeChangedIsChangedAndTheRestIsRefused() {
        Api api = Api.ofNewProject();
        String subnet = api.subnet(api.network(), "10.0.0.0/24");
        api.put(
                        "/subnets/" + subnet,
                        Map.of(
                                "subnet",
                                Map.of("name", "s", "enable_dhcp", false, "dns_nameservers", List.of("9.9.9.9"))))
                .statusCode(200)
                .body("subnet.name", equalTo("s"))
                .body("subnet.enable_dhcp", equalTo(false))
                .body("subnet.dns_nameservers", equalTo(List.of("9.9.9.9")))
                .body("subnet.gateway_ip", equalTo("10.0.0.1"));
        api.put("/subnets/" + subnet, Map.of("subnet", Map.of("cidr", "10.0.0.0/25")))
                .statusCode(400)
                .body("NeutronError.message", equalTo("Attribute 'cidr' not allowed in PUT"));
    }

    @Test
    void aSubnetInUseIsNotDeleted() {
        Api api = Api.ofNewProject();
        String network = api.network();
        String subnet = api.subnet(network, "10.0.0.0/24");
        String port = api.port(network).getString("id");
        api.delete("/subnets/" + subnet).statusCode(409).body("NeutronError.type", equalTo("SubnetInUse"));
        api.delete("/ports/" + port).statusCode(204);
        api.delete("/subnets/" + subnet).statusCode(204);
    }
}
