package io.caelum.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Services to stand behind the gateway: of identity there are two, compute answers with the headers it got, image is not ready, network is down. */
public class WithServices implements QuarkusTestResourceLifecycleManager {

    private Vertx vertx;

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        try {
            return Map.of(
                    "caelum.gateway.routes.identity",
                            "http://127.0.0.1:" + listen(200, new JsonObject()) + ",http://127.0.0.1:"
                                    + listen(200, new JsonObject()),
                    "caelum.gateway.routes.compute", "http://127.0.0.1:" + listen(200, new JsonObject()),
                    "caelum.gateway.routes.image", "http://127.0.0.1:" + listen(503, notReady()),
                    "caelum.gateway.routes.network", "http://127.0.0.1:" + freePort(),
                    "caelum.gateway.dashboard.issuer", "http://keycloak.test:8080/realms/caelum");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject notReady() {
        return new JsonObject()
                .put(
                        "checks",
                        new JsonArray()
                                .add(new JsonObject().put("name", "bus").put("status", "UP"))
                                .add(new JsonObject()
                                        .put("name", "database")
                                        .put("status", "DOWN")
                                        .put("data", new JsonObject().put("reason", "refuses connections"))));
    }

    private int listen(int healthCode, JsonObject health) throws Exception {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> answer(request, healthCode, health))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return server.actualPort();
    }

    private static void answer(HttpServerRequest request, int healthCode, JsonObject health) {
        if (request.path().equals("/q/health/ready")) {
            request.response().setStatusCode(healthCode).end(health.encode());
            return;
        }
        var headers = new JsonObject();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
        if (request.path().endsWith("/missing")) {
            request.response().setStatusCode(404);
        }
        request.response().putHeader("Content-Type", "application/json").end(headers.encode());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void stop() {
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
