package io.caelum.compute.securitygroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealInfrastructure
class SecurityGroupApiTest {

    @Inject
    Cloud cloud;

    private final ComputeApi api = ComputeApi.member("alpha").at("2.1");

    @Test
    void groupsOfTheNetworkServiceAreListedAndShownInNovasForm() {
        var groups =
                api.get("/os-security-groups").then().statusCode(200).extract().jsonPath();

        assertThat(groups.getList("security_groups.name")).isEqualTo(List.of("default", "web"));
        String id = groups.getString("security_groups[1].id");
        api.get("/os-security-groups/" + id)
                .then()
                .statusCode(200)
                .body("security_group.name", equalTo("web"))
                .body("security_group.rules[1].ip_protocol", equalTo("icmp"))
                .body("security_group.rules[1].parent_group_id", equalTo(id));
    }

    @Test
    void aNameIsNoIdAndAnUnknownIdIsNotFound() {
        assertThat(api.get("/os-security-groups/web").statusCode()).isEqualTo(400);
        assertThat(api.get("/os-security-groups/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theyEndedWith235() {
        assertThat(api.at("2.36").get("/os-security-groups").statusCode()).isEqualTo(404);
        assertThat(api.at("2.36")
                        .get("/os-security-groups/" + UUID.randomUUID())
                        .statusCode())
                .isEqualTo(404);
    }
}
