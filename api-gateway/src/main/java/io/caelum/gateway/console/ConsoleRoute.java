package io.caelum.gateway.console;

import io.caelum.gateway.edge.EdgeFault;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.compute.ConsoleRpc;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code /console/v1/stream}: takes web socket connections from pages of this gateway, and programs. */
@ApplicationScoped
class ConsoleRoute {

    static final String PATH = "/console/v1/stream";
    /** Each holds two connections. */
    static final int MOST = 200;

    private final Instance<Bus> bus;
    private final Vertx vertx;
    private final WebSocketClient client;
    private final AtomicInteger open = new AtomicInteger();

    ConsoleRoute(Instance<Bus> bus, Vertx vertx) {
        this.bus = bus;
        this.vertx = vertx;
        this.client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(MOST));
    }

    void install(@Observes Router router) {
        router.get(PATH).handler(this::enter);
    }

    private void enter(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            EdgeFault.answer(request, 426, "Consoles are opened by web socket.");
        } else if (!isOurs(request)) {
            EdgeFault.answer(request, 403, "Pages of other sites may open no consoles.");
        } else if (open.get() >= MOST) {
            EdgeFault.answer(request, 503, "Too many consoles are open; close some and try again.");
        } else {
            request.toWebSocket().onSuccess(this::accept).onFailure(routing::fail);
        }
    }

    private void accept(ServerWebSocket browser) {
        open.incrementAndGet();
        new ConsoleSession(
                        browser,
                        client,
                        token -> bus.get().client(ConsoleRpc.class).connect(token),
                        vertx,
                        open::decrementAndGet)
                .begin();
    }

    /** Browsers say which page it was; a page of another site would use what its visitor may do here. */
    private static boolean isOurs(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        try {
            return request.authority() != null
                    && URI.create(origin)
                            .getAuthority()
                            .equals(request.authority().toString());
        } catch (IllegalArgumentException | NullPointerException strange) {
            return false;
        }
    }
}
