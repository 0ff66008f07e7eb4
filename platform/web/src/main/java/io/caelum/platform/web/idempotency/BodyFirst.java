package io.caelum.platform.web.idempotency;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the body of a request with a key before anything else, since it is compared before the request is performed. */
@ApplicationScoped
class BodyFirst {

    private static final int AFTER_THE_REQUEST_ID = 900;

    private final BodyHandler reader;

    BodyFirst(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        reader = BodyHandler.create(false).setBodyLimit(limit.asLongValue());
    }

    void register(@Observes Filters filters) {
        filters.register(this::read, AFTER_THE_REQUEST_ID);
    }

    private void read(RoutingContext request) {
        boolean mayBeRepeated = request.request().method() == HttpMethod.POST
                && request.request().headers().contains(IdempotencyKey.HEADER);
        if (mayBeRepeated) {
            reader.handle(request);
        } else {
            request.next();
        }
    }
}
