package io.caelum.compute.worker.guest;

import io.caelum.platform.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Makes the steps of the work on a guest visible, as spans in the trace of the request. */
final class Steps {

    private final Tracing tracing;

    Steps(Tracing tracing) {
        this.tracing = tracing;
    }

    <T> T step(String name, UUID server, Callable<T> work) throws Exception {
        Context parent = Context.current();
        Span span = tracing.start(name, SpanKind.INTERNAL, parent, Map.of(Tracing.SERVER_ID, server.toString()));
        try (Scope scope = parent.with(span).makeCurrent()) {
            T result = work.call();
            Tracing.finish(span, null);
            return result;
        } catch (Exception e) {
            Tracing.finish(span, e);
            throw e;
        }
    }
}
