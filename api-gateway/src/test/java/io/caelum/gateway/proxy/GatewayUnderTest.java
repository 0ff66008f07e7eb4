package io.caelum.gateway.proxy;

import io.caelum.gateway.GatewayConfig;
import io.caelum.gateway.door.Door;
import io.caelum.platform.trace.Tracing;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A gateway's door in front of small services, without the rest of the process. */
final class GatewayUnderTest implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> settings = new HashMap<>();
    private HttpServer server;

    GatewayUnderTest with(String key, String value) {
        settings.put("caelum.gateway." + key, value);
        return this;
    }

    /** A service behind the path {@code /name}. */
    GatewayUnderTest with(String name, Handler<HttpServerRequest> service) throws Exception {
        return with("routes." + name, "http://127.0.0.1:" + listen(service).actualPort());
    }

    /** A server that listens, on any port. */
    HttpServer listen(Handler<HttpServerRequest> service) throws Exception {
        return vertx.createHttpServer()
                .requestHandler(request -> {
                    // the gateway's own question whether it lives
                    if (request.path().equals("/q/health/live")) {
                        request.response().end();
                    } else {
                        service.handle(request);
                    }
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    GatewayUnderTest start() throws Exception {
        var config = new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(GatewayConfig.class);
        var door = new Door(config.limits(), new Proxy(vertx, Tracing.none(), config));
        var router = Router.router(vertx);
        router.route().handler(door::enter);
        server = vertx.createHttpServer(
                        new HttpServerOptions().setMaxHeaderSize(131_072).setMaxInitialLineLength(65_536))
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return this;
    }

    int port() {
        return server.actualPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
