package io.caelum.gateway.door;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.quarkus.opentelemetry.runtime.propagation.TextMapPropagatorCustomizer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Every request from outside begins a trace of its own: one that a client may name could be another project's, or one
 * trace for everything. What the client sent is noted on the first span, so that its own tracing can be followed to here.
 */
@Singleton
class ClientTraces implements TextMapPropagatorCustomizer {

    private static final Pattern WELL_FORMED = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    static void note(HttpServerRequest request) {
        String parent = request.getHeader("traceparent");
        if (parent != null && WELL_FORMED.matcher(parent).matches()) {
            Span.current().setAttribute("caelum.client_traceparent", parent);
        }
    }

    @Override
    public TextMapPropagator customize(Context context) {
        return new MessagesOnly(context.propagator());
    }
}
