package io.caelum.compute.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.RowJson;
import io.caelum.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code Idempotency-Key}: what is asked for five times with one key is made once. */
@QuarkusTest
@OnRealInfrastructure
class RepeatedCreateTest {

    private static final String ON_SERVERS = " and relation = cast('servers' as regclass) and database ="
            + " (select oid from pg_database where datname = current_database())";

    @Inject
    Cloud cloud;

    @Inject
    Db db;

    private final ComputeApi api = ComputeApi.member("alpha");
    private final String key = UUID.randomUUID().toString();

    @BeforeEach
    void empty() {
        cloud.withHosts("host-1");
    }

    private Response post(String path, String key, Object body) {
        return api.request()
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v2.1" + path);
    }

    private Response create(String key, String name) {
        return post("/servers", key, ComputeApi.body(name, cloud.image, cloud.network));
    }

    private long servers() {
        return cloud.number("select count(*) from servers");
    }

    @Test
    void theRepetitionIsAnsweredAsTheFirst() {
        Response first = create(key, "s");
        Response second = create(key, "s");

        first.then().statusCode(202).header("Idempotency-Replayed", nullValue());
        second.then()
                .statusCode(202)
                .header("Idempotency-Replayed", equalTo("true"))
                .header("Location", equalTo(first.header("Location")))
                .header("OpenStack-API-Version", equalTo(first.header("OpenStack-API-Version")));
        assertThat(second.jsonPath().getMap("")).isEqualTo(first.jsonPath().getMap(""));
        assertThat(servers()).isEqualTo(1);
        api.awaitStatus(first.path("server.id"), "ACTIVE");
    }

    @Test
    void fiveAtOnceMakeOneServer() throws Exception {
        Callable<Response> request = () -> create(key, "s");
        List<Future<Response>> answers;
        try (var pool = Executors.newFixedThreadPool(5)) {
            answers =
                    pool.invokeAll(IntStream.range(0, 5).mapToObj(i -> request).toList());
        }

        for (Future<Response> answer : answers) {
            answer.get()
                    .then()
                    .statusCode(202)
                    .body("server.id", equalTo(answers.getFirst().get().path("server.id")));
        }
        assertThat(servers()).isEqualTo(1);
        assertThat(cloud.number("select count(*) from workflow")).isEqualTo(1);
    }

    @Test
    void whatTheFirstHasUsedUpIsNotMissingForItsTwin() throws Exception {
        ComputeApi.admin()
                .put("/os-quota-sets/alpha", Map.of("quota_set", Map.of("instances", 1)))
                .then()
                .statusCode(200);

        Callable<Response> request = () -> create(key, "s");
        List<Future<Response>> answers;
        try (var pool = Executors.newFixedThreadPool(3)) {
            answers = pool.invokeAll(List.of(request, request, request));
        }

        for (Future<Response> answer : answers) {
            answer.get().then().statusCode(202);
        }
        create(UUID.randomUUID().toString(), "s").then().statusCode(403);
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        create(key, "s").then().statusCode(202);

        create(key, "t")
                .then()
                .statusCode(422)
                .body("computeFault.code", equalTo(422))
                .body("computeFault.message", containsString("Idempotency-Key"));

        assertThat(servers()).isEqualTo(1);
    }

    @Test
    void whatWasRefusedMayBeAskedForAgain() {
        Object flavor = Map.of("flavor", Map.of("name", "f-" + key, "ram", 64, "vcpus", 1, "disk", 0));
        post("/flavors", key, flavor).then().statusCode(403);
        create(key, "").then().statusCode(400);

        create(key, "s").then().statusCode(202);
    }

    @Test
    void theKeyOfAnotherProjectIsAnotherKey() {
        String first = create(key, "s").then().statusCode(202).extract().path("server.id");

        ComputeApi.member("beta")
                .request()
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(ComputeApi.body("other", cloud.image, cloud.network))
                .post("/v2.1/servers")
                .then()
                .statusCode(202)
                .body("server.id", not(equalTo(first)));
    }

    @Test
    void aBadKeyIsRefused() {
        for (String bad : List.of("", "\"\"", "k".repeat(256), "a\tb")) {
            create(bad, "s").then().statusCode(400).body("badRequest.message", containsString("Idempotency-Key"));
        }
        assertThat(servers()).isZero();
    }

    @Test
    void aPrivateKeyIsGivenAgainToWhoHasTheKeyAndStandsNowhereInTheClear() {
        Object wanted = Map.of("keypair", Map.of("name", "k"));
        String made = post("/os-keypairs", key, wanted)
                .then()
                .statusCode(201)
                .extract()
                .path("keypair.private_key");

        post("/os-keypairs", key, wanted).then().statusCode(201).body("keypair.private_key", equalTo(made));

        assertThat(cloud.number(
                        "select count(*) from kept_answer where answer like '%PRIVATE%' or answer like '%keypair%'"
                                + " or request like '%" + key + "%'"))
                .isZero();
    }

    @Test
    void whoHangsUpFindsItDone() throws Exception {
        String body = RowJson.write(ComputeApi.body("s", cloud.image, cloud.network));
        var release = new CompletableFuture<Void>();
        var held = db.withTransaction(tx -> tx.session()
                        .createNativeQuery("lock table servers in share mode")
                        .executeUpdate()
                        .chain(() -> Uni.createFrom().completionStage(release)))
                .subscribeAsCompletionStage();
        awaitNumber("select count(*) from pg_locks where granted and mode = 'ShareLock'" + ON_SERVERS);

        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.getOutputStream().write(request(body).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            awaitNumber("select count(*) from pg_locks where not granted" + ON_SERVERS);
        }
        // Time for the service to notice that nobody waits any more: were that to stop it, this would show
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        release.complete(null);
        held.join();

        await().atMost(Duration.ofSeconds(20)).until(() -> servers() == 1);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> post("/servers", key, body).header("Idempotency-Replayed") != null);
        assertThat(servers()).isEqualTo(1);
    }

    private void awaitNumber(String sql) {
        await().atMost(Duration.ofSeconds(20)).until(() -> cloud.number(sql) == 1);
    }

    private String request(String body) {
        return String.join(
                "\r\n",
                "POST /v2.1/servers HTTP/1.1",
                "Host: x",
                "X-Auth-Token: " + TestTokens.member("alpha"),
                "Idempotency-Key: " + key,
                "Content-Type: application/json",
                "Content-Length: " + body.length(),
                "",
                body);
    }
}
