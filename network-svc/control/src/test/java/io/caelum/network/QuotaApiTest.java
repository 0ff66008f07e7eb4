package io.caelum.network;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class QuotaApiTest extends ServiceTest {

    private final Api admin = Api.admin();

    @Test
    void limitsAreSetShownAndTakenBack() {
        String project = "p-" + UUID.randomUUID();
        Api user = Api.member(project);
        user.get("/quotas/" + project).body("quota.port", equalTo(500));
        admin.put("/quotas/" + project, Map.of("quota", Map.of("port", 3, "network", "4")))
                .statusCode(200)
                .body("quota.port", equalTo(3))
                .body("quota.network", equalTo(4))
                .body("quota.subnet", equalTo(100));
        admin.get("/quotas").body("quotas.project_id", hasItem(project));
        user.get("/quotas/" + project + "/default").body("quota.port", equalTo(500));
        user.get("/quotas/" + project + "/details.json").body("quota.port.limit", equalTo(3));
        admin.delete("/quotas/" + project).statusCode(204);
        admin.delete("/quotas/" + project).statusCode(404);
        admin.get("/quotas").body("quotas.project_id", not(hasItem(project)));
    }

    @Test
    void usersSetNothingAndReadOnlyTheirOwn() {
        String project = "p-" + UUID.randomUUID();
        Api user = Api.member(project);
        user.put("/quotas/" + project, Map.of("quota", Map.of("port", 3))).statusCode(403);
        user.get("/quotas/other").statusCode(403);
        user.get("/quotas").statusCode(403);
        admin.put("/quotas/" + project, Map.of("quota", Map.of("bogus", 3))).statusCode(400);
        admin.put("/quotas/" + project, Map.of("quota", Map.of("port", -2))).statusCode(400);
        admin.put("/quotas/" + project, Map.of("quota", Map.of("port", "many"))).statusCode(400);
    }
}
