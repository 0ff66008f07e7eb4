package io.caelum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecurityGroupApiTest extends ServiceTest {

    @Test
    void aProjectFindsItsDefaultGroupWithoutHavingMadeIt() {
        Api api = Api.ofNewProject();
        api.get("/security-groups")
                .body("security_groups.name", equalTo(List.of("default")))
                .body("security_groups[0].security_group_rules", hasSize(4));
        String id = api.ids("/security-groups", "security_groups").getFirst();
        api.put("/security-groups/" + id, Map.of("security_group", Map.of("name", "other")))
                .statusCode(409);
        api.delete("/security-groups/" + id).statusCode(409);
        api.post("/security-groups", Map.of("security_group", Map.of("name", "default")))
                .statusCode(409);
    }

    @Test
    void rulesAreAddedShownAndRemoved() {
        Api api = Api.ofNewProject();
        String group = api.create("security_group", Map.of("name", "web")).getString("id");
        var rule = api.create(
                "security_group_rule",
                Map.of(
                        "security_group_id",
                        group,
                        "direction",
                        "ingress",
                        "protocol",
                        "tcp",
                        "port_range_min",
                        80,
                        "port_range_max",
                        81,
                        "remote_ip_prefix",
                        "10.1.2.3/8"));
        assertThat(rule.getString("normalized_cidr")).isEqualTo("10.0.0.0/8");
        assertThat(rule.getString("ethertype")).isEqualTo("IPv4");
        api.get("/security-groups/" + group)
                .body("security_group.security_group_rules", hasSize(3))
                .body("security_group.revision_number", equalTo(2));
        api.delete("/security-group-rules/" + rule.getString("id")).statusCode(204);
        api.get("/security-group-rules/" + rule.getString("id")).statusCode(404);
        Api.ofNewProject().get("/security-groups/" + group).statusCode(404);
        api.delete("/security-groups/" + group).statusCode(204);
    }

    @Test
    void theSameRuleTwiceIsAConflictHoweverItIsWritten() {
        Api api = Api.ofNewProject();
        String group = api.create("security_group", Map.of("name", "g")).getString("id");
        rule(api, group, 201, Map.of("protocol", "tcp", "port_range_min", 22, "port_range_max", 22));
        rule(api, group, 409, Map.of("protocol", "6", "port_range_min", 22, "port_range_max", "22"));
    }

    @Test
    void badRulesAreRefused() {
        Api api = Api.ofNewProject();
        String group = api.create("security_group", Map.of("name", "g")).getString("id");
        rule(api, group, 400, Map.of("direction", "sideways"));
        rule(api, group, 400, Map.of("ethertype", "IPv5"));
        rule(api, group, 400, Map.of("protocol", "256"));
        rule(api, group, 400, Map.of("protocol", "bogus"));
        rule(api, group, 400, Map.of("port_range_min", 1, "port_range_max", 2));
        rule(api, group, 400, Map.of("protocol", "tcp", "port_range_min", 9, "port_range_max", 2));
        rule(api, group, 400, Map.of("protocol", "tcp", "port_range_min", 9));
        rule(api, group, 400, Map.of("protocol", "tcp", "port_range_min", 1, "port_range_max", 65536));
        rule(api, group, 400, Map.of("protocol", "icmp", "port_range_min", 256));
        rule(api, group, 400, Map.of("protocol", "gre", "port_range_min", 1, "port_range_max", 2));
        rule(api, group, 400, Map.of("remote_ip_prefix", "fd00::/8"));
        rule(api, group, 400, Map.of("remote_ip_prefix", "10.0.0.0/8", "remote_group_id", group));
        rule(api, group, 404, Map.of("remote_group_id", "7c2d3c1e-0000-4000-8000-000000000000"));
        rule(api, "7c2d3c1e-0000-4000-8000-000000000000", 404, Map.of());
        rule(api, group, 201, Map.of("protocol", "icmp", "port_range_min", 8, "port_range_max", 0));
        rule(api, group, 201, Map.of("protocol", 47));
    }

    private static void rule(Api api, String group, int status, Map<String, Object> attributes) {
        var wanted = new HashMap<String, Object>(Map.of("security_group_id", group, "direction", "ingress"));
        wanted.putAll(attributes);
        api.post("/security-group-rules", Map.of("security_group_rule", wanted)).statusCode(status);
    }
}
