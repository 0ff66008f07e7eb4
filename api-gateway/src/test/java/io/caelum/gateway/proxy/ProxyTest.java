package io.caelum.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {

    private static final String IMAGE_DATA = "/image/v2/images/0f6d4c0e-0000-0000-0000-000000000000/file";
    private static final String NO_UUID = "req-anything";
    private static final String CLIENT_ID = "req-01234567-89ab-cdef-0123-456789abcdef";

    private final GatewayUnderTest gateway = new GatewayUnderTest();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void theFirstSegmentChoosesTheServiceAndIsCutOff() throws Exception {
        gateway.with("compute", says("compute")).with("image", says("image")).start();

        var response = get("/compute/v2.1/servers?name=a%20b&limit=1");

        assertThat(response.body()).isEqualTo("compute");
        assertThat(seen).containsExactly("GET /v2.1/servers?name=a%20b&limit=1");
    }

    @Test
    void theRootOfAServiceIsItsFirstSegmentWithOrWithoutSlash() throws Exception {
        gateway.with("compute", says("compute")).start();

        get("/compute");
        get("/compute/");

        assertThat(seen).containsExactly("GET /", "GET /");
    }

    @Test
    void bodiesOfAnySizePassUnchangedInBothDirections() throws Exception {
        byte[] bytes = new byte[9_000_000];
        new Random(1).nextBytes(bytes);
        gateway.with("image", echo()).start();

        var known = client.send(
                request(IMAGE_DATA).PUT(BodyPublishers.ofByteArray(bytes)).build(), BodyHandlers.ofByteArray());
        var chunked = client.send(
                request(IMAGE_DATA)
                        .PUT(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes)))
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(known.body()).isEqualTo(bytes);
        assertThat(chunked.body()).isEqualTo(bytes);
    }

    @Test
    void statusAndHeadersOfTheServicePassUnchanged() throws Exception {
        gateway.with("compute", request -> {
                    request.response().setStatusCode(300).putHeader("OpenStack-API-Version", "compute 2.96");
                    request.response().headers().add("Vary", "a").add("Vary", "b");
                    request.response().end();
                })
                .start();

        var response = get("/compute/");

        assertThat(response.statusCode()).isEqualTo(300);
        assertThat(response.headers().firstValue("OpenStack-API-Version")).contains("compute 2.96");
        assertThat(response.headers().allValues("Vary")).containsExactly("a", "b");
    }

    @Test
    void anAnswerWithoutBodyLeavesTheConnectionUsable() throws Exception {
        gateway.with(
                        "compute",
                        request -> request.response()
                                .setStatusCode(request.path().equals("/gone") ? 204 : 304)
                                .end())
                .start();

        try (var raw = new RawClient(gateway.port())) {
            raw.say("DELETE /compute/gone HTTP/1.1\r\nHost: h\r\n\r\n");
            raw.say("GET /compute/same HTTP/1.1\r\nHost: h\r\n\r\n");
            raw.say("HEAD /compute/last HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            assertThat(raw.hearAll())
                    .contains("204 No Content", "304 Not Modified")
                    .doesNotContain("chunked");
        }
    }

    @Test
    void linksAreMadeFromTheGatewaysHeadersAndNeverFromTheClients() throws Exception {
        var headers = headersOf("compute");
        gateway.start();

        var response = client.send(
                request("/compute/v2.1")
                        .header("X-Forwarded-Host", "evil.example")
                        .header("X-Forwarded-Proto", "gopher")
                        .header("X-Forwarded-Prefix", "/evil")
                        .header("Forwarded", "host=evil.example")
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(headers)
                .containsEntry("x-forwarded-host", "127.0.0.1:" + gateway.port())
                .containsEntry("x-forwarded-proto", "http")
                .containsEntry("x-forwarded-prefix", "/compute")
                .doesNotContainKey("forwarded");
    }

    @Test
    void aConfiguredPublicAddressIsWhatServicesMakeLinksFrom() throws Exception {
        var headers = headersOf("compute");
        gateway.with("public-url", "https://cloud.example:8443").start();

        get("/compute/v2.1");

        assertThat(headers)
                .containsEntry("x-forwarded-host", "cloud.example:8443")
                .containsEntry("x-forwarded-proto", "https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Roles",
                "X-User-Id",
                "X-Project-Id",
                "X-Is-Admin-Project",
                "X-Identity-Status",
                "X-Tenant-Id",
                "X-Service-Roles",
                "X_Roles",
                "X_User_Id",
                "OpenStack-System-Scope",
                "X-Image-Ticket",
                "X-Caelum-Anything",
                "x-domain-id",
                "X-Real-IP"
            })
    void headersWithWhichAClientCouldPretendToBeSomebodyDoNotArrive(String name) throws Exception {
        var headers = headersOf("compute");
        gateway.start();

        client.send(
                request("/compute/v2.1")
                        .header(name, "admin")
                        .header("X-Auth-Token", "token")
                        .header("X-Service-Token", "service token")
                        .build(),
                BodyHandlers.ofString());

        assertThat(headers)
                .doesNotContainKey(name.toLowerCase(java.util.Locale.ROOT))
                .doesNotContainValue("admin")
                .containsEntry("x-auth-token", "token")
                .containsEntry("x-service-token", "service token");
    }

    @Test
    void theRequestIdIsTheGatewaysAndTheClientsTravelsAsGlobalId() throws Exception {
        var headers = headersOf("compute");
        gateway.start();

        var response = client.send(
                request("/compute/v2.1")
                        .header("X-OpenStack-Request-ID", CLIENT_ID)
                        .header("X-Caelum-Request-Id", CLIENT_ID)
                        .build(),
                BodyHandlers.ofString());

        String id = response.headers().firstValue("x-openstack-request-id").orElseThrow();
        assertThat(id).startsWith("req-").isNotEqualTo(CLIENT_ID);
        assertThat(headers).containsEntry("x-caelum-request-id", id).containsEntry("x-openstack-request-id", CLIENT_ID);
    }

    @Test
    void anIllFormedRequestIdOfAClientGoesNowhere() throws Exception {
        var headers = headersOf("compute");
        gateway.start();

        client.send(
                request("/compute/v2.1")
                        .header("X-OpenStack-Request-ID", NO_UUID)
                        .build(),
                BodyHandlers.ofString());

        assertThat(headers).doesNotContainValue(NO_UUID);
    }

    @Test
    void aServiceThatIsDownIsNamedAtOnceAndTheClientToldWhenToComeBack() throws Exception {
        gateway.with("routes.network", "http://127.0.0.1:" + freePort()).start();

        long start = System.nanoTime();
        var response = get("/network/v2.0/networks");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(response.headers().firstValue("x-openstack-request-id")).isPresent();
        assertThat(response.body()).contains("\"error\"").contains("network service cannot be reached");
    }

    @Test
    void anotherInstanceTakesOverWhenOneIsDown() throws Exception {
        int alive = gateway.listen(says("alive")).actualPort();
        gateway.with("routes.compute", "http://127.0.0.1:" + freePort() + ",http://127.0.0.1:" + alive)
                .start();

        for (int i = 0; i < 4; i++) {
            assertThat(get("/compute/").body()).isEqualTo("alive");
        }
    }

    @Test
    void aServiceThatAnswersTooLateIsGivenUp() throws Exception {
        gateway.with("compute", request -> {}).with("idle-timeout", "PT0.3S").start();

        var response = get("/compute/v2.1");

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).contains("compute service did not answer in time");
    }

    @Test
    void aServiceThatStandsStillIsGivenUpAndPassedOverAndOneThatTakesItsTimeIsNot() throws Exception {
        try (var standsStill = new ServerSocket(0)) {
            String still = "http://127.0.0.1:" + standsStill.getLocalPort();
            int alive = gateway.listen(says("alive")).actualPort();
            gateway.with("routes.network", still)
                    .with("routes.image", still + ",http://127.0.0.1:" + alive)
                    .with(
                            "compute",
                            request -> after(7_000, () -> request.response().end("late")))
                    .start();
            var slow = client.sendAsync(request("/compute/v2.1").build(), BodyHandlers.ofString());

            var response = get("/network/v2.0/networks");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(response.body()).contains("network service does not answer now");
            for (int i = 0; i < 4; i++) {
                assertThat(get("/image/").body()).isEqualTo("alive");
            }
            assertThat(slow.get(30, TimeUnit.SECONDS).body()).isEqualTo("late");
        }
    }

    @Test
    void anUploadThatStallsIsTheClientsFault() throws Exception {
        gateway.with("image", count()).with("idle-timeout", "PT0.3S").start();

        try (var raw = new RawClient(gateway.port())) {
            raw.say("PUT " + IMAGE_DATA + " HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nabc");
            assertThat(raw.hearAll()).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void aLongUploadThatMovesIsNotGivenUp() throws Exception {
        gateway.with("image", count()).with("idle-timeout", "PT2S").start();

        try (var raw = new RawClient(gateway.port())) {
            raw.say("PUT " + IMAGE_DATA + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 6\r\n\r\n");
            for (int i = 0; i < 6; i++) {
                Thread.sleep(500);
                raw.say("x");
            }
            assertThat(raw.hearAll()).startsWith("HTTP/1.1 200").endsWith("6 bytes");
        }
    }

    @Test
    void aBrokenAnswerDoesNotLookComplete() throws Exception {
        gateway.with("image", request -> {
                    request.response().setChunked(true).write("half");
                    request.response().drainHandler(drained -> {});
                    after(100, () -> request.connection().close());
                })
                .start();

        assertThatThrownBy(() -> get("/image/v2/images")).isInstanceOf(IOException.class);
    }

    @Test
    void aDeclaredBodyThatIsTooLargeIsRefusedBeforeItComes() throws Exception {
        gateway.with("compute", says("never")).with("limits.body", "1000").start();

        try (var raw = new RawClient(gateway.port())) {
            raw.say("POST /compute/v2.1/servers HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n");
            assertThat(raw.hearAll()).startsWith("HTTP/1.1 413").contains("larger than 1000 bytes");
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void aChunkedBodyIsCutOffWhenItBecomesTooLarge() throws Exception {
        gateway.with("compute", count()).with("limits.body", "1000").start();

        var response = client.send(
                request("/compute/v2.1/servers")
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[5_000])))
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void aLongAddressIsRefused() throws Exception {
        gateway.with("compute", says("never")).start();

        var response = get("/compute/" + "x".repeat(9_000));

        assertThat(response.statusCode()).isEqualTo(414);
        assertThat(response.body()).contains("longer than 8192 bytes");
    }

    @Test
    void largeHeadersAreRefused() throws Exception {
        gateway.with("compute", says("never")).start();

        var response = client.send(
                request("/compute/").header("X-Auth-Token", "x".repeat(40_000)).build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(431);
        assertThat(response.body()).contains("larger than 32768 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//compute/v2.1",
                "/compute//v2.1",
                "/compute/../identity/v3",
                "/compute/%2e%2e/identity",
                "/compute/.%2E;x/identity",
                "/compute/v2.1/..;/x",
                "/compute/a%2fb",
                "/compute/a%5Cb",
                "/compute/./x",
                "/compute/%00",
                "/compute/%zz",
                "/compute/%2",
                "/compute/;x=1/y",
                "/compute/a\\b",
                "http://h/compute/x",
                "/compute/a|b"
            })
    void pathsThatTwoReadersCouldUnderstandDifferentlyAreRefused(String path) throws Exception {
        gateway.with("compute", says("never")).with("identity", says("never")).start();

        try (var raw = new RawClient(gateway.port())) {
            raw.say("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            assertThat(raw.hearAll()).startsWith("HTTP/1.1 400").contains("refused");
        }
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/compute/q/health", "/compute/q", "/compute/%71/metrics"})
    void pagesForOperatorsAreNotReachableThroughTheDoor(String path) throws Exception {
        gateway.with("compute", says("never")).start();

        assertThat(get(path).statusCode()).isEqualTo(404);
        assertThat(seen).isEmpty();
    }

    @Test
    void aRequestSmuggledBehindContradictingLengthsIsNoRequest() throws Exception {
        gateway.with("compute", says("ok")).start();
        String smuggled = "GET /admin HTTP/1.1\r\nHost: h\r\n\r\n";

        try (var raw = new RawClient(gateway.port())) {
            raw.say("POST /compute/a HTTP/1.1\r\nHost: h\r\nContent-Length: " + (5 + smuggled.length())
                    + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n" + smuggled);
            raw.hearAll();
        }
        try (var raw = new RawClient(gateway.port())) {
            raw.say("POST /compute/b HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nContent-Length: " + smuggled.length()
                    + "\r\nConnection: close\r\n\r\n" + smuggled);
            assertThat(raw.hearAll()).startsWith("HTTP/1.1 400");
        }

        assertThat(seen).noneMatch(line -> line.contains("admin")).noneMatch(line -> line.contains("/b"));
    }

    @Test
    void aServiceThatAnswersBeforeTheUploadIsOverIsHeard() throws Exception {
        gateway.with("image", request -> request.response().setStatusCode(401).end("who are you?"))
                .start();

        var response = client.send(
                request(IMAGE_DATA)
                        .PUT(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[3_000_000])))
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("who are you?");
    }

    @Test
    void aClientThatAsksFirstMaySendItsBody() throws Exception {
        gateway.with("image", echo()).start();

        var response = client.send(
                request(IMAGE_DATA)
                        .expectContinue(true)
                        .PUT(BodyPublishers.ofString("bytes"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.body()).isEqualTo("bytes");
    }

    @Test
    void aSlowReaderHoldsUpTheServiceInsteadOfFillingTheGateway() throws Exception {
        var written = new AtomicLong();
        gateway.with("image", request -> pour(request, written)).start();

        try (var raw = new RawClient(gateway.port())) {
            raw.say("GET " + IMAGE_DATA + " HTTP/1.1\r\nHost: h\r\n\r\n");
            raw.hear(1_000);
            long stopped = awaitStandstill(written);
            raw.hear(2_000_000);
            await().atMost(Duration.ofSeconds(20)).until(() -> written.get() > stopped);

            assertThat(stopped).isLessThan(32_000_000);
        }
    }

    @Test
    void aSlowServiceHoldsUpTheClientInsteadOfFillingTheGateway() throws Exception {
        gateway.with("image", HttpServerRequest::pause).start();
        var sent = new AtomicLong();
        var stop = new AtomicBoolean();

        try (var raw = new RawClient(gateway.port())) {
            raw.say("PUT " + IMAGE_DATA + " HTTP/1.1\r\nHost: h\r\nContent-Length: 4000000000\r\n\r\n");
            Thread sender = Thread.ofVirtual().start(() -> send(raw, sent, stop));
            long stopped = awaitStandstill(sent);
            stop.set(true);

            assertThat(stopped).isLessThan(32_000_000);
            raw.close();
            sender.join(Duration.ofSeconds(10));
        }
    }

    @Test
    void aClientThatLeavesEndsTheWorkOfTheService() throws Exception {
        var closed = new AtomicBoolean();
        gateway.with("image", request -> {
                    request.connection().closeHandler(gone -> closed.set(true));
                    pour(request, new AtomicLong());
                })
                .start();

        try (var raw = new RawClient(gateway.port())) {
            raw.say("GET " + IMAGE_DATA + " HTTP/1.1\r\nHost: h\r\n\r\n");
            raw.hear(1_000);
        }

        await().atMost(Duration.ofSeconds(20)).untilTrue(closed);
    }

    private static void send(RawClient raw, AtomicLong sent, AtomicBoolean stop) {
        byte[] bytes = new byte[65_536];
        try {
            while (!stop.get()) {
                raw.out().write(bytes);
                sent.addAndGet(bytes.length);
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    /** Writes for ever, as fast as the other side takes it. */
    private static void pour(HttpServerRequest request, AtomicLong written) {
        var response = request.response().setChunked(true);
        Buffer bytes = Buffer.buffer(new byte[65_536]);
        Runnable more = () -> {
            while (!response.writeQueueFull() && !response.closed()) {
                response.write(bytes);
                written.addAndGet(bytes.length());
            }
        };
        response.drainHandler(room -> more.run());
        more.run();
    }

    private static long awaitStandstill(AtomicLong counter) throws InterruptedException {
        long last = -1;
        while (counter.get() != last || last == 0) {
            last = counter.get();
            Thread.sleep(700);
        }
        return last;
    }

    private static void after(long millis, Runnable work) {
        io.vertx.core.Vertx.currentContext().owner().setTimer(millis, id -> work.run());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.uri(path)).timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private Handler<HttpServerRequest> says(String text) {
        return request -> {
            seen.add(request.method() + " " + request.uri());
            request.response().end(text);
        };
    }

    /** Answers while it still reads. */
    private static Handler<HttpServerRequest> echo() {
        return request -> {
            request.response().setChunked(true);
            request.pipeTo(request.response());
        };
    }

    /** Answers when it has read all. */
    private static Handler<HttpServerRequest> count() {
        return request -> {
            var length = new AtomicLong();
            request.handler(bytes -> length.addAndGet(bytes.length()));
            request.endHandler(end -> request.response().end(length + " bytes"));
        };
    }

    /** Headers of the last request, names in lower case. */
    private Map<String, String> headersOf(String name) throws Exception {
        var headers = new java.util.concurrent.ConcurrentHashMap<String, String>();
        gateway.with(name, request -> {
            request.headers().forEach((key, value) -> headers.put(key.toLowerCase(java.util.Locale.ROOT), value));
            request.response().end();
        });
        return headers;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
