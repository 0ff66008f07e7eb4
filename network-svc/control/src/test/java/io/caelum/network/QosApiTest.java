package io.caelum.network;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class QosApiTest extends ServiceTest {

    private final Api admin = Api.admin();
    private final Api api = Api.ofNewProject();

    private String policy(boolean shared) {
        return admin.post("/qos/policies", Map.of("policy", Map.of("name", "gold", "shared", shared)))
                .statusCode(201)
                .body("policy.rules", hasSize(0))
                .extract()
                .path("policy.id");
    }

    @Test
    void aPolicyHasOneLimitForEachDirection() {
        String policy = policy(false);
        String rules = "/qos/policies/" + policy + "/bandwidth_limit_rules";
        String rule = admin.post(rules, Map.of("bandwidth_limit_rule", Map.of("max_kbps", 1000)))
                .statusCode(201)
                .body("bandwidth_limit_rule.direction", equalTo("egress"))
                .body("bandwidth_limit_rule.max_burst_kbps", equalTo(0))
                .extract()
                .path("bandwidth_limit_rule.id");
        admin.post(rules, Map.of("bandwidth_limit_rule", Map.of("max_kbps", 5)))
                .statusCode(409)
                .body("NeutronError.type", equalTo("QoSRuleParameterConflict"));
        admin.post(rules, Map.of("bandwidth_limit_rule", Map.of("max_kbps", 5, "direction", "ingress")))
                .statusCode(201);
        admin.put(rules + "/" + rule, Map.of("bandwidth_limit_rule", Map.of("max_kbps", 2000)))
                .statusCode(200)
                .body("bandwidth_limit_rule.max_kbps", equalTo(2000));
        admin.get("/qos/policies/" + policy)
                .body("policy.rules", hasSize(2))
                .body("policy.rules[0].type", equalTo("bandwidth_limit"));
        admin.delete(rules + "/" + rule).statusCode(204);
        admin.get(rules + "/" + rule).statusCode(404).body("NeutronError.type", equalTo("QosRuleNotFound"));
        admin.delete("/qos/policies/" + policy).statusCode(204);
        admin.get("/qos/policies/" + policy).statusCode(404).body("NeutronError.type", equalTo("QosPolicyNotFound"));
    }

    @Test
    void badRulesAreRefusedAndOtherKindsAreNotThere() {
        String rules = "/qos/policies/" + policy(false) + "/bandwidth_limit_rules";
        admin.post(rules, Map.of("bandwidth_limit_rule", Map.of())).statusCode(400);
        admin.post(rules, Map.of("bandwidth_limit_rule", Map.of("max_kbps", -1)))
                .statusCode(400);
        admin.post(rules, Map.of("bandwidth_limit_rule", Map.of("max_kbps", 1, "direction", "up")))
                .statusCode(400);
        admin.post(rules.replace("bandwidth_limit", "dscp_marking"), Map.of()).statusCode(404);
        admin.get("/qos/rule-types").body("rule_types.type[0]", equalTo("bandwidth_limit"));
    }

    @Test
    void usersHaveWhatIsSharedAndChangeNothing() {
        String hidden = policy(false);
        String shared = policy(true);
        api.get("/qos/policies/" + hidden).statusCode(404);
        api.post("/qos/policies", Map.of("policy", Map.of("name", "mine"))).statusCode(403);
        String network = api.networkWithSubnet();
        api.put("/networks/" + network, Map.of("network", Map.of("qos_policy_id", hidden)))
                .statusCode(404);
        api.put("/networks/" + network, Map.of("network", Map.of("qos_policy_id", shared)))
                .statusCode(200)
                .body("network.qos_policy_id", equalTo(shared));
        String port = api.create("port", Map.of("network_id", network, "qos_policy_id", shared))
                .getString("id");
        admin.delete("/qos/policies/" + shared).statusCode(409).body("NeutronError.type", equalTo("QosPolicyInUse"));
        var none = new HashMap<String, Object>();
        none.put("qos_policy_id", null);
        api.put("/ports/" + port, Map.of("port", none)).statusCode(200).body("port.qos_policy_id", nullValue());
        api.put("/networks/" + network, Map.of("network", none)).statusCode(200);
        admin.delete("/qos/policies/" + shared).statusCode(204);
        api.put("/ports/" + port, Map.of("port", Map.of("qos_policy_id", UUID.randomUUID())))
                .statusCode(404);
    }
}
