package io.caelum.compute.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealInfrastructure
class ApiEdgeTest {

    private static final String PROJECT = "0123456789abcdef0123456789abcdef";

    @Inject
    Cloud cloud;

    private final ComputeApi api = ComputeApi.member("alpha");

    @BeforeEach
    void cloudIsThere() {
        assertThat(cloud.image).isNotNull();
    }

    @Test
    void discoveryNeedsNoToken() {
        RestAssured.get("/")
                .then()
                .statusCode(200)
                .body("versions.id", equalTo(List.of("v2.0", "v2.1")))
                .body("versions[1].version", equalTo("2.60"))
                .body("versions[1].min_version", equalTo("2.1"));
        for (String path : new String[] {"/v2.1", "/v2.1/"}) {
            RestAssured.given()
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Host", "cloud")
                    .header("X-Forwarded-Prefix", "/compute")
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("version.id", equalTo("v2.1"))
                    .body("version.'media-types'[0].base", equalTo("application/json"))
                    .body("version.links[0].href", equalTo("https://cloud/compute/v2.1/"));
        }
        RestAssured.get("/v2/").then().statusCode(200).body("version.id", equalTo("v2.0"));
    }

    @Test
    void theVersionThatWasUsedIsAnswered() {
        api.at("2.10")
                .get("/flavors")
                .then()
                .statusCode(200)
                .header("OpenStack-API-Version", "compute 2.10")
                .header("X-OpenStack-Nova-API-Version", "2.10");
        assertThat(api.get("/flavors").headers().getValues("Vary"))
                .contains("OpenStack-API-Version", "X-OpenStack-Nova-API-Version");
        api.at("latest").get("/flavors").then().header("OpenStack-API-Version", "compute 2.60");
        RestAssured.given()
                .header("X-Auth-Token", TestTokens.member("alpha"))
                .get("/v2.1/flavors")
                .then()
                .statusCode(200)
                .header("X-OpenStack-Nova-API-Version", "2.1");
    }

    @Test
    void versionsThatAreNotServedAreRefused() {
        api.at("2.61")
                .get("/flavors")
                .then()
                .statusCode(406)
                .header("OpenStack-API-Version", "compute 2.61")
                .body("computeFault.code", equalTo(406));
        api.at("two")
                .get("/flavors")
                .then()
                .statusCode(400)
                .header("OpenStack-API-Version", nullValue())
                .body("badRequest.code", equalTo(400));
    }

    @Test
    void errorsCarryTheVersionToo() {
        api.at("2.5")
                .get("/flavors/none")
                .then()
                .statusCode(404)
                .header("OpenStack-API-Version", "compute 2.5")
                .body("itemNotFound.message", containsString("none"));
    }

    @Test
    void unknownRoutesAreNotNovas() {
        api.get("/nonsense")
                .then()
                .statusCode(404)
                .header("OpenStack-API-Version", nullValue())
                .body("code", equalTo("404 Not Found"));
        api.put("/servers", "{}").then().statusCode(404).body("code", equalTo("404 Not Found"));
        api.get("/flavors/%00").then().statusCode(400);
    }

    @Test
    void withoutATokenTheClientLearnsWhereToGetOne() {
        RestAssured.get("/v2.1/servers")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Keystone uri="))
                .body("error.code", equalTo(401));
    }

    @Test
    void bothRequestIdHeadersAreTheSame() {
        var answer = api.get("/flavors");

        assertThat(answer.header("x-compute-request-id"))
                .startsWith("req-")
                .isEqualTo(answer.header("x-openstack-request-id"));
    }

    @Test
    void theProjectMayStandInThePathIfItIsTheTokens() {
        ComputeApi mine = ComputeApi.member(PROJECT);

        mine.get("/" + PROJECT + "/flavors/1")
                .then()
                .statusCode(200)
                .body("flavor.links[0].href", containsString("/v2.1/" + PROJECT + "/flavors/1"));
        api.get("/" + PROJECT + "/flavors/1")
                .then()
                .statusCode(400)
                .body("badRequest.message", startsWith("Malformed request URL"));
    }

    @Test
    void theOldVersionTakesNoMicroversions() {
        api.request()
                .get("/v2/flavors/1")
                .then()
                .statusCode(200)
                .header("OpenStack-API-Version", nullValue())
                .body("flavor.description", nullValue())
                .body("flavor.links[0].href", containsString("/v2/flavors/1"));
    }
}
