package io.caelum.compute.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealInfrastructure
class QuotaApiTest {

    @Inject
    Cloud cloud;

    private final ComputeApi admin = ComputeApi.admin();
    private final ComputeApi api = ComputeApi.member("alpha");

    @BeforeEach
    void empty() {
        cloud.withHosts("host-1");
    }

    @Test
    void quotasAreReadSetAndReset() {
        api.get("/os-quota-sets/alpha")
                .then()
                .statusCode(200)
                .body("quota_set.id", equalTo("alpha"))
                .body("quota_set.instances", equalTo(10))
                .body("quota_set.ram", equalTo(51_200));
        assertThat(api.get("/os-quota-sets/alpha").jsonPath().getMap("quota_set"))
                .doesNotContainKeys("floating_ips", "injected_files");
        assertThat(api.at("2.1").get("/os-quota-sets/alpha").jsonPath().getMap("quota_set"))
                .containsKeys("floating_ips", "injected_files");

        admin.put("/os-quota-sets/alpha", Map.of("quota_set", Map.of("cores", "40")))
                .then()
                .statusCode(200)
                .body("quota_set.cores", equalTo(40));
        api.get("/os-quota-sets/alpha/defaults").then().body("quota_set.cores", equalTo(20));
        admin.delete("/os-quota-sets/alpha").then().statusCode(202);
        api.get("/os-quota-sets/alpha").then().body("quota_set.cores", equalTo(20));
    }

    @Test
    void onlyAdministratorsSetThemAndSeeThoseOfOthers() {
        api.put("/os-quota-sets/alpha", Map.of("quota_set", Map.of("cores", 40)))
                .then()
                .statusCode(403);
        api.get("/os-quota-sets/beta").then().statusCode(403);
        admin.put("/os-quota-sets/alpha", Map.of("quota_set", Map.of("colours", 40)))
                .then()
                .statusCode(400);
        admin.put("/os-quota-sets/alpha", Map.of("quota_set", Map.of("cores", -2)))
                .then()
                .statusCode(400);
    }

    @Test
    void aLimitBelowWhatIsUsedNeedsForce() {
        api.boot("s1", cloud.image, cloud.network).then().statusCode(202);
        api.boot("s2", cloud.image, cloud.network).then().statusCode(202);

        admin.put("/os-quota-sets/alpha", Map.of("quota_set", Map.of("instances", 1)))
                .then()
                .statusCode(400);
        admin.put("/os-quota-sets/alpha", Map.of("quota_set", Map.of("instances", 1, "force", true)))
                .then()
                .statusCode(200);
        api.get("/os-quota-sets/alpha/detail")
                .then()
                .body("quota_set.instances.in_use", equalTo(2))
                .body("quota_set.instances.limit", equalTo(1));
    }

    @Test
    void limitsTellWhatIsUsed() {
        api.boot("s1", cloud.image, cloud.network).then().statusCode(202);

        api.get("/limits")
                .then()
                .statusCode(200)
                .body("limits.absolute.totalInstancesUsed", equalTo(1))
                .body("limits.absolute.totalRAMUsed", equalTo(512))
                .body("limits.absolute.maxTotalCores", equalTo(20));
        assertThat(api.at("2.35").get("/limits").jsonPath().getMap("limits.absolute"))
                .containsKeys("maxTotalFloatingIps", "maxImageMeta", "maxPersonality");
        api.get("/limits?tenant_id=beta").then().statusCode(403);
    }

    @Test
    void theDefaultClassIsForAllProjects() {
        admin.put("/os-quota-class-sets/default", Map.of("quota_class_set", Map.of("instances", 3)))
                .then()
                .statusCode(200)
                .body("quota_class_set.instances", equalTo(3));

        api.get("/os-quota-sets/alpha").then().body("quota_set.instances", equalTo(3));
        admin.get("/os-quota-class-sets/default").then().body("quota_class_set.id", equalTo("default"));
    }
}
