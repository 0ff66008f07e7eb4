package io.caelum.platform.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * OpenStack's SDK sends {@code Accept} with nothing in it on actions. That says the same as no such header (RFC 9110, 12.5.1),
 * but JAX-RS fails on it.
 */
@ApplicationScoped
class EmptyAccept {

    private static final String ACCEPT = "Accept";
    private static final int BEFORE_ROUTES = 800;

    void register(@Observes Filters filters) {
        filters.register(EmptyAccept::drop, BEFORE_ROUTES);
    }

    private static void drop(RoutingContext request) {
        String accept = request.request().getHeader(ACCEPT);
        if (accept != null && accept.isBlank()) {
            request.request().headers().remove(ACCEPT);
        }
        request.next();
    }
}
