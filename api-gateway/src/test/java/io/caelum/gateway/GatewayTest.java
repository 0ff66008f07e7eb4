package io.caelum.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.gateway.FinishedSpan;
import io.caelum.platform.contract.gateway.SpanBatch;
import io.caelum.platform.contract.gateway.TraceRpc;
import io.caelum.platform.web.token.Tokens;
import io.caelum.testkit.TestTokens;
import io.caelum.testkit.WithRabbitMq;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(WithRabbitMq.class)
@QuarkusTestResource(WithServices.class)
class GatewayTest {

    private static final String FORGED_ID = "req-01234567-89ab-cdef-0123-456789abcdef";

    @Inject
    Bus bus;

    @Inject
    Tokens tokens;

    @BeforeEach
    void trust() {
        TestTokens.trustedBy(tokens);
    }

    @Test
    void theFrontPageListsWhatIsThere() {
        given().get("/")
                .then()
                .statusCode(200)
                .body("services.type", hasItems("compute", "identity", "image", "network"))
                .body("services.find { it.type == 'compute' }.api", endsWith("/compute/v2.1"))
                .body("links.health", endsWith("/health"));
    }

    @Test
    void theHealthOfTheWholeNamesWhatIsMissingAndWhy() {
        given().get("/health")
                .then()
                .statusCode(503)
                .body("status", equalTo("DOWN"))
                .body("services.find { it.service == 'compute' }.status", equalTo("UP"))
                .body("services.findAll { it.service == 'identity' }.status", equalTo(List.of("UP", "UP")))
                .body("services.find { it.service == 'image' }.reason", equalTo("database: refuses connections"))
                .body("services.find { it.service == 'network' }.reason", startsWith("gives no answer"));
    }

    @Test
    void theTraceOfARequestBeginsHereAndGoesOnInTheService() {
        given().get("/compute/v2.1/servers")
                .then()
                .statusCode(200)
                .body("traceparent", matchesPattern("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
    }

    @Test
    void aForwardedRequestIsATraceThatBeginsWithTheGatewaysSpan() {
        String traceparent =
                given().get("/compute/v2.1/servers?all=1").then().extract().path("traceparent");
        String trace = traceparent.split("-")[1];
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> as(TestTokens.admin())
                        .get("/trace/v1/traces/" + trace)
                        .then()
                        .statusCode(200)
                        .body("complete", equalTo(true)));

        as(TestTokens.admin())
                .get("/trace/v1/traces/" + trace)
                .then()
                .body("spans[0].kind", equalTo("SERVER"))
                .body("spans[0].name", equalTo("GET /compute/v2.1/servers"))
                .body("spans[0].service", equalTo("api-gateway"))
                .body("spans[0].attributes.'caelum.request_id'", startsWith("req-"))
                .body("spans[0].span_id", equalTo(traceparent.split("-")[2]))
                .body("spans", hasSize(1));
    }

    @Test
    void aClientCannotJoinAnotherTraceWhichIsNotedOnly() {
        String foreign = "00-" + "d".repeat(32) + "-" + "e".repeat(16) + "-01";
        String traceparent = given().header("traceparent", foreign)
                .get("/compute/v2.1/servers?joined=1")
                .then()
                .extract()
                .path("traceparent");
        String trace = traceparent.split("-")[1];
        assertThat(trace).isNotEqualTo("d".repeat(32));
        awaitTrace(trace);

        as(TestTokens.admin())
                .get("/trace/v1/traces/" + trace)
                .then()
                .body("spans[0].parent_span_id", nullValue())
                .body("spans[0].attributes.'caelum.client_traceparent'", equalTo(foreign));
    }

    @Test
    void aTraceSaysWhyItsRequestFailedInTheWordsOfTheAnswer() {
        String answer = given().get("/network/v2.0/networks/unreachable")
                .then()
                .statusCode(503)
                .extract()
                .path("error.message");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> as(TestTokens.admin())
                        .get("/trace/v1/traces?error=true")
                        .then()
                        .body(
                                "traces.find { it.name == 'GET /network/v2.0/networks/unreachable' }.error_message",
                                equalTo(answer)));
    }

    @Test
    void anAnswer404KeepsTheNameOfItsRequest() {
        String traceparent = given().get("/compute/v2.1/servers/missing")
                .then()
                .statusCode(404)
                .extract()
                .path("traceparent");
        String trace = traceparent.split("-")[1];
        awaitTrace(trace);

        as(TestTokens.admin())
                .get("/trace/v1/traces/" + trace)
                .then()
                .body("spans[0].name", equalTo("GET /compute/v2.1/servers/missing"));
    }

    @Test
    void tracesAreListedPageByPageAndByServer() {
        tell("c1".repeat(16), "0c1-server", "paged");
        tell("c2".repeat(16), "0c2-server", "paged");
        awaitTrace("c1".repeat(16));
        awaitTrace("c2".repeat(16));

        as(TestTokens.member("paged"))
                .get("/trace/v1/traces?limit=1")
                .then()
                .body("traces.trace_id", contains("c2".repeat(16)))
                .body("next", equalTo("c2".repeat(16)))
                .body("lost_spans", equalTo(0))
                .body("kept", nullValue());
        as(TestTokens.member("paged"))
                .get("/trace/v1/traces?limit=1&marker=" + "c2".repeat(16))
                .then()
                .body("traces.trace_id", contains("c1".repeat(16)))
                .body("next", nullValue());
        as(TestTokens.member("paged"))
                .get("/trace/v1/traces?server=0c1")
                .then()
                .body("traces.trace_id", contains("c1".repeat(16)));
        as(TestTokens.admin()).get("/trace/v1/traces?limit=1").then().body("kept.spans", greaterThan(0));
    }

    @Test
    void theDashboardIsOnePageUnderManyAddressesWithAStrictPolicy() {
        for (String address : List.of("/dashboard/traces", "/dashboard/traces/abc?span=1", "/dashboard/login")) {
            given().get(address)
                    .then()
                    .statusCode(200)
                    .contentType("text/html")
                    .header("Content-Security-Policy", containsString("default-src 'none'; script-src 'self';"))
                    .header("Content-Security-Policy", containsString("connect-src 'self' http://keycloak.test:8080;"))
                    .header("Content-Security-Policy", not(containsString("unsafe")))
                    .header("X-Content-Type-Options", equalTo("nosniff"))
                    .header("Cache-Control", equalTo("no-cache"))
                    .body(containsString("id=\"root\""));
        }
        given().redirects()
                .follow(false)
                .get("/dashboard")
                .then()
                .statusCode(307)
                .header("Location", equalTo("/dashboard/traces"));
    }

    @Test
    void filesOfTheDashboardMayBeKeptForEverAndMissingOnesAre404() {
        given().get("/dashboard/assets/for-tests.js")
                .then()
                .statusCode(200)
                .contentType("text/javascript")
                .header("Cache-Control", containsString("immutable"))
                .header("Content-Security-Policy", containsString("default-src 'none'"));
        given().get("/dashboard/assets/missing.js").then().statusCode(404);
        given().urlEncodingEnabled(false)
                .get("/dashboard/assets/..%2f..%2fapplication.properties")
                .then()
                .statusCode(400);
        given().post("/dashboard/traces").then().statusCode(405);
    }

    @Test
    void theDashboardLearnsWhereKeycloakIs() {
        given().get("/dashboard/config.json")
                .then()
                .statusCode(200)
                .body("issuer", equalTo("http://keycloak.test:8080/realms/caelum"))
                .body("client_id", equalTo("caelum-dashboard"));
    }

    @Test
    void lookingAtTracesMakesNone() {
        as(TestTokens.admin()).get("/trace/v1/traces").then().statusCode(200);
        given().get("/health");
        String traceparent = given().get("/compute/last").then().extract().path("traceparent");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> as(TestTokens.admin())
                        .get("/trace/v1/traces/" + traceparent.split("-")[1])
                        .then()
                        .statusCode(200));

        as(TestTokens.admin())
                .get("/trace/v1/traces")
                .then()
                .body("traces.name", not(hasItem(containsString("trace/v1"))))
                .body("traces.name", not(hasItem(containsString("health"))));
    }

    @Test
    void aServiceThatIsDownIs503() {
        given().get("/network/v2.0/networks").then().statusCode(503).body("error.message", containsString("network"));
    }

    @Test
    void ownPagesDoNotBelieveAForgedRequestIdEither() {
        given().header("X-Caelum-Request-Id", FORGED_ID)
                .get("/")
                .then()
                .header("x-openstack-request-id", matchesPattern("req-[0-9a-f-]{36}"))
                .header("x-openstack-request-id", not(equalTo(FORGED_ID)));
    }

    @Test
    void anUnknownPageIs404InTheGatewaysWords() {
        as(TestTokens.admin()).get("/nothing/here").then().statusCode(404).body("error.code", equalTo(404));
    }

    @Test
    void largeBodiesOfApiCallsAreRefusedAndImagesAreNot() {
        byte[] bytes = new byte[5_000_000];
        given().body(bytes).post("/compute/v2.1/servers").then().statusCode(413).body("error.code", equalTo(413));
        given().body(bytes).put("/image/v2/images/x/file").then().statusCode(200);
    }

    @Test
    void tracesNeedAToken() {
        given().get("/trace/v1/traces").then().statusCode(401).body("error.code", equalTo(401));
    }

    @Test
    void spansFromTheBusAreShownToTheProjectTheyBelongTo() {
        tell("a".repeat(32), "server-of-p1", "p1");
        tell("b".repeat(32), "server-of-p2", "p2");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> as(TestTokens.admin())
                        .get("/trace/v1/traces")
                        .then()
                        .body("traces.trace_id", hasItems("a".repeat(32), "b".repeat(32))));

        as(TestTokens.member("p1"))
                .get("/trace/v1/servers/server-of-p1")
                .then()
                .statusCode(200)
                .body("server_id", equalTo("server-of-p1"))
                .body("trace_id", equalTo("a".repeat(32)))
                .body("complete", equalTo(true))
                .body("spans[0].name", equalTo("boot-server: finish"))
                .body("spans[0].attributes.'caelum.project_id'", equalTo("p1"))
                .body("spans[0].duration_ms", equalTo(1.0f));
        as(TestTokens.member("p1")).get("/trace/v1/servers/server-of-p2").then().statusCode(404);
        as(TestTokens.member("p1"))
                .get("/trace/v1/traces/" + "b".repeat(32))
                .then()
                .statusCode(404);
        as(TestTokens.member("p1"))
                .get("/trace/v1/traces")
                .then()
                .body("traces.trace_id", hasItem("a".repeat(32)))
                .body("traces.trace_id", not(hasItem("b".repeat(32))));
        as(TestTokens.admin()).get("/trace/v1/traces/" + "b".repeat(32)).then().statusCode(200);
    }

    @Test
    void aFilterThatMakesNoSenseIs400() {
        as(TestTokens.admin())
                .get("/trace/v1/traces?min_duration_ms=long")
                .then()
                .statusCode(400);
        as(TestTokens.admin()).get("/trace/v1/traces?error=maybe").then().statusCode(400);
        as(TestTokens.admin()).get("/trace/v1/traces?limit=-1").then().statusCode(400);
    }

    @Test
    void theGatewayIsReadyWhenItHearsTheBusAndKnowsTheKeys() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200));
    }

    private void tell(String trace, String server, String project) {
        var span = new FinishedSpan(
                trace,
                "1".repeat(16),
                Optional.empty(),
                "boot-server: finish",
                "INTERNAL",
                "test",
                "host",
                1_000_000_000L,
                1_001_000_000L,
                Optional.empty(),
                Map.of("caelum.server_id", server, "caelum.project_id", project));
        await().atMost(Duration.ofSeconds(20)).until(bus::isReady);
        bus.client(TraceRpc.class).spans(SpanBatch.of(List.of(span))).await().atMost(Duration.ofSeconds(20));
    }

    private static void awaitTrace(String id) {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        as(TestTokens.admin()).get("/trace/v1/traces/" + id).statusCode() == 200);
    }

    private static io.restassured.specification.RequestSpecification as(String token) {
        return given().header("X-Auth-Token", token);
    }
}
