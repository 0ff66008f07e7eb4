package io.caelum.gateway.dashboard;

import io.caelum.gateway.GatewayConfig;
import io.caelum.gateway.edge.EdgeFault;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;

/** {@code /dashboard/...}: files that are there as they are, and the one page under every other address. */
@ApplicationScoped
class DashboardRoutes {

    private static final String PREFIX = "/dashboard/";
    private static final String PAGE = "index.html";

    private final Assets assets;
    private final SecurityHeaders security;
    private final JsonObject settings;

    DashboardRoutes(GatewayConfig config, Vertx vertx) {
        GatewayConfig.Dashboard dashboard = config.dashboard();
        this.assets = new Assets(vertx);
        this.security = SecurityHeaders.allowing(dashboard.issuer());
        this.settings = new JsonObject()
                .put("issuer", dashboard.issuer().map(URI::toString).orElse(null))
                .put("client_id", dashboard.clientId());
    }

    void install(@Observes Router router) {
        router.route("/dashboard").handler(this::toFirstPage);
        router.route(PREFIX + "*").handler(this::answer);
    }

    private void toFirstPage(RoutingContext routing) {
        routing.response()
                .setStatusCode(307)
                .putHeader("Location", PREFIX + "traces")
                .end();
    }

    private void answer(RoutingContext routing) {
        var request = routing.request();
        security.addTo(request.response().headers());
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            EdgeFault.answer(request, 405, "Pages can be read only.");
            return;
        }
        String path = routing.normalizedPath().substring(PREFIX.length());
        if (path.equals("config.json")) {
            routing.response().putHeader("Cache-Control", "no-cache");
            routing.json(settings);
            return;
        }
        boolean isFile = path.startsWith("assets/");
        assets.find(isFile ? path : PAGE)
                .onSuccess(asset -> asset.ifPresentOrElse(
                        found -> found.send(request, isFile),
                        () -> EdgeFault.answer(request, 404, isFile ? "There is no such file." : NOT_BUILT)))
                .onFailure(routing::fail);
    }

    private static final String NOT_BUILT = "The dashboard has not been built into this gateway.";
}
