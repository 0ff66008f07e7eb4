package io.caelum.platform.web.edge;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.caelum.platform.web.token.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EdgeTest {

    static final EllipticCurveJsonWebKey KEY = TestKeys.key("edge");
    private static final String REQUEST_ID = "req-01234567-89ab-cdef-0123-456789abcdef";

    @Test
    void withoutATokenTheAnswerIs401() {
        given().get("/things/who").then().statusCode(401).body("message", containsString("requires authentication"));
        given().header("X-Auth-Token", "garbage").get("/things/who").then().statusCode(401);
    }

    @Test
    void anAnonymousRouteNeedsNoToken() {
        given().get("/things/open").then().statusCode(200);
    }

    @Test
    void theBearerOfTheTokenIsTheCurrentCallerAlsoAfterAnAsynchronousStep() {
        for (String path : new String[] {"/things/who", "/things/who-later"}) {
            authenticated()
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("user_name", equalTo("demo"))
                    .body("project_id", equalTo("fedcba9876543210fedcba9876543210"))
                    .body("roles", hasItem("member"));
        }
    }

    @Test
    void everyAnswerCarriesARequestIdAndTheGatewaysIsKept() {
        given().get("/things/who").then().header("x-openstack-request-id", matchesPattern("req-[0-9a-f-]{36}"));
        authenticated()
                .header("X-Caelum-Request-Id", REQUEST_ID)
                .get("/things/who")
                .then()
                .header("x-openstack-request-id", equalTo(REQUEST_ID))
                .body("request_id", equalTo(REQUEST_ID));
    }

    @Test
    void aClientsOwnIdBecomesTheGlobalRequestIdIfItIsOne() {
        authenticated()
                .header("X-OpenStack-Request-ID", REQUEST_ID)
                .get("/things/who")
                .then()
                .header("x-openstack-request-id", not(equalTo(REQUEST_ID)))
                .body("global_request_id", equalTo(REQUEST_ID));
        authenticated()
                .header("X-OpenStack-Request-ID", "req-evil\"><script>")
                .get("/things/who")
                .then()
                .body("global_request_id", equalTo(null));
    }

    @Test
    void anEmptyAcceptIsTakenForNone() {
        authenticated()
                .header("Accept", "")
                .get("/things/who")
                .then()
                .statusCode(200)
                .body("user_name", equalTo("demo"));
    }

    @Test
    void identityHeadersOfAClientAreNotBelieved() {
        authenticated()
                .header("X-Roles", "admin")
                .header("X-User-Id", "someone")
                .get("/things/who")
                .then()
                .body("is_admin", equalTo(false))
                .body("user_name", equalTo("demo"));
    }

    @Test
    void aBadBodyNamesTheField() {
        post("{\"name\": \"a\", \"count\": \"many\"}").statusCode(400).body("message", containsString("count"));
        post("{\"name\": \"a\", \"count\": 1, \"bogus\": 1}").statusCode(400).body("message", containsString("bogus"));
        post("{\"name\": ").statusCode(400).body("message", containsString("not valid JSON"));
        post("{\"name\": \"a\", \"count\": 1}").statusCode(200);
    }

    @Test
    void anAbsentKeyAndANullAreToldApartOnTheWayInAndOut() {
        post("{\"name\": \"a\", \"count\": 1}").statusCode(200).body("$", not(hasKey("note")));
        post("{\"name\": \"a\", \"count\": 1, \"note\": null}").body("$", hasKey("note"));
    }

    @Test
    void anotherContentTypeAnotherMethodAndAnUnknownRouteAnswerInTheDialect() {
        authenticated()
                .contentType("text/plain")
                .body("x")
                .post("/things")
                .then()
                .statusCode(415)
                .body("message", notNullValue());
        authenticated().delete("/things").then().statusCode(405).body("message", notNullValue());
        authenticated().get("/nothing").then().statusCode(404).body("message", notNullValue());
    }

    @Test
    void aFaultKeepsItsWordsAndABugKeepsItsSecret() {
        authenticated().get("/things/fault").then().statusCode(409).body("message", equalTo("the thing is busy"));
        authenticated()
                .get("/things/bug")
                .then()
                .statusCode(500)
                .body("message", not(containsString("secret")))
                .body("message", containsString("req-"));
    }

    @Test
    void aNeighbourThatIsNotThereIs503WithRetryAfter() {
        authenticated()
                .get("/things/unreachable")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("message", containsString("image"));
    }

    @Test
    void linksNameTheAddressThatTheGatewayWasAskedUnder() {
        given().header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "cloud.example:8780")
                .header("X-Forwarded-Prefix", "/compute")
                .get("/things/open")
                .then()
                .body("url", equalTo("https://cloud.example:8780/compute"));
    }

    @Test
    void readinessSaysWhatIsMissing() {
        given().get("/q/health/ready").then().statusCode(503).body(containsString("waiting for RabbitMQ"));
    }

    private static io.restassured.response.ValidatableResponse post(String body) {
        return authenticated()
                .contentType("application/json")
                .body(body)
                .post("/things")
                .then();
    }

    private static RequestSpecification authenticated() {
        return given().header("X-Auth-Token", TestKeys.token(KEY));
    }
}
