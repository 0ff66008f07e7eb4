package io.caelum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProviderNetworkTest extends ServiceTest {

    private final Api admin = Api.admin();

    @Test
    void eachTypeHasItsAttributesAndMtu() {
        made("local", null, null, null, 1500);
        made("vlan", "physnet2", 4094, 4094, 1500);
        made("gre", null, 77777, 77777, 1458);
        made("vxlan", null, 16_777_215, 16_777_215, 1450);
    }

    private void made(String type, String physnet, Integer id, Integer shownId, int mtu) {
        var network = admin.create("network", provider(type, physnet, id));
        assertThat(network.getString("'provider:network_type'")).isEqualTo(type);
        assertThat(network.getString("'provider:physical_network'")).isEqualTo(physnet);
        assertThat((Integer) network.get("'provider:segmentation_id'")).isEqualTo(shownId);
        assertThat(network.getInt("mtu")).isEqualTo(mtu);
    }

    private static Map<String, Object> provider(String type, String physnet, Integer id) {
        var attributes = new HashMap<String, Object>();
        attributes.put("provider:network_type", type);
        if (physnet != null) {
            attributes.put("provider:physical_network", physnet);
        }
        if (id != null) {
            attributes.put("provider:segmentation_id", id);
        }
        return attributes;
    }

    @Test
    void valuesOutsideAreRefused() {
        refused(provider("vlan", "physnet2", 0));
        refused(provider("vlan", "physnet2", 4095));
        refused(provider("vlan", null, 5));
        refused(provider("vlan", "unknown", 5));
        refused(provider("vlan", "public", 5));
        refused(provider("flat", "physnet2", null));
        refused(provider("flat", "public", 5));
        refused(provider("local", "physnet2", null));
        refused(provider("local", null, 5));
        refused(provider("vxlan", null, 0));
        refused(provider("vxlan", null, 16_777_216));
        refused(provider("vxlan", "physnet2", 5));
        refused(provider("gre", null, -1));
        refused(provider("geneve", null, 5));
        refused(Map.of("provider:segmentation_id", 5));
    }

    private void refused(Map<String, Object> attributes) {
        admin.post("/networks", Map.of("network", attributes))
                .statusCode(400)
                .body("NeutronError.type", equalTo("InvalidInput"));
    }

    @Test
    void aSegmentThatIsTakenIsAConflictUntilItsNetworkIsDeleted() {
        String vlan = admin.create("network", provider("vlan", "physnet3", 7)).getString("id");
        conflict("VlanIdInUse", provider("vlan", "physnet3", 7));
        admin.create("network", provider("vlan", "physnet2", 7));
        admin.create("network", provider("vxlan", null, 70_007));
        conflict("TunnelIdInUse", provider("vxlan", null, 70_007));
        admin.create("network", provider("gre", null, 70_007));

        String flat = admin.create("network", provider("flat", "public", null)).getString("id");
        conflict("FlatNetworkInUse", provider("flat", "public", null));

        admin.delete("/networks/" + vlan).statusCode(204);
        admin.delete("/networks/" + flat).statusCode(204);
        admin.create("network", provider("vlan", "physnet3", 7));
        String again = admin.create("network", provider("flat", "public", null)).getString("id");
        admin.delete("/networks/" + again).statusCode(204);
    }

    private void conflict(String type, Map<String, Object> attributes) {
        admin.post("/networks", Map.of("network", attributes)).statusCode(409).body("NeutronError.type", equalTo(type));
    }

    @Test
    void networksOfUsersGetTheFirstTypeThatIsConfigured() {
        String id = Api.ofNewProject().network();
        admin.get("/networks/" + id).body("network.'provider:network_type'", equalTo("vxlan"));
        assertThat(admin.ids("/networks?provider:network_type=vxlan&id=" + id, "networks"))
                .containsExactly(id);
    }
}
