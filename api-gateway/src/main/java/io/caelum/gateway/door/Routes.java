package io.caelum.gateway.door;

import io.caelum.gateway.GatewayConfig;
import io.caelum.gateway.proxy.Proxy;
import io.caelum.platform.trace.Tracing;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the door in front of everything that this process serves. */
@ApplicationScoped
class Routes {

    /** Before whatever believes a header, and before the limit for bodies that Quarkus sets, which would cut uploads. */
    private static final int BEFORE_ALL = 10_000;

    @Produces
    @Singleton
    Proxy proxy(Vertx vertx, Tracing tracing, GatewayConfig config) {
        return new Proxy(vertx, tracing, config);
    }

    void install(@Observes Filters filters, Proxy proxy, GatewayConfig config) {
        var door = new Door(config.limits(), proxy);
        filters.register(door::enter, BEFORE_ALL);
    }
}
