package io.caelum.platform.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Spans in few words, and the trace context as a map of texts ({@code traceparent}), so that it can travel in message
 * headers and workflow rows.
 */
public final class Tracing {

    /** Attribute on spans that concern a server: the gateway finds the traces of a server by it. */
    public static final String SERVER_ID = "caelum.server_id";

    /** Attribute that says on behalf of which project: who may see a trace is decided by it. */
    public static final String PROJECT_ID = "caelum.project_id";

    /** Attribute beside {@link #SERVER_ID} where the name is at hand: people know a server by it. */
    public static final String SERVER_NAME = "caelum.server_name";

    /** Attribute of who works on a message: how long it lay in the queue before, milliseconds with a fraction. */
    public static final String QUEUE_WAIT_MS = "caelum.queue_wait_ms";

    /** Attribute of a request that failed: why, as its client reads it. The status of HTTP's spans has no room for it. */
    public static final String ERROR_MESSAGE = "caelum.error_message";

    private static final TextMapGetter<Map<String, String>> GETTER = new MapGetter();

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    public Tracing(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.caelum");
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    /** Makes no spans: for plain programs and tests. */
    public static Tracing none() {
        return new Tracing(OpenTelemetry.noop());
    }

    public Span start(String name, SpanKind kind, Context parent, Map<String, String> attributes) {
        SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(kind).setParent(parent);
        attributes.forEach(builder::setAttribute);
        return builder.startSpan();
    }

    /** Ends a span, as failed if there is a failure. */
    public static void finish(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            String message = failure.getMessage();
            span.setStatus(
                    StatusCode.ERROR, message == null ? failure.getClass().getSimpleName() : message);
        }
        span.end();
    }

    /**
     * Makes a span around the work; it ends when the {@code Uni} does. It is current during the whole work on a duplicated
     * Vert.x context, where it follows the chain, and elsewhere while the work is set up (blocking work is done then).
     */
    public <T> Uni<T> around(String name, Map<String, String> attributes, Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context parent = Context.current();
            Span span = start(name, SpanKind.INTERNAL, parent, attributes);
            boolean followsChain = VertxContext.isOnDuplicatedContext();
            Scope scope = enter(parent.with(span));
            Scope atEnd = followsChain ? scope : Scope.noop();
            try {
                Cancellable running = work.get()
                        .subscribe()
                        .with(
                                item -> {
                                    atEnd.close();
                                    finish(span, null);
                                    emitter.complete(item);
                                },
                                failure -> {
                                    atEnd.close();
                                    finish(span, failure);
                                    emitter.fail(failure);
                                });
                emitter.onTermination(() -> {
                    running.cancel();
                    span.end();
                });
            } catch (RuntimeException e) {
                atEnd.close();
                finish(span, e);
                emitter.fail(e);
            } finally {
                if (!followsChain) {
                    scope.close();
                }
            }
        });
    }

    /** Makes a context current beyond the end of a method; the caller closes it, or its thread or Vert.x context ends. */
    @SuppressWarnings("MustBeClosedChecker")
    public static Scope enter(Context context) {
        return context.makeCurrent();
    }

    /** The trace context as texts to store or send; empty outside of any trace. */
    public Map<String, String> inject(Context context) {
        var texts = new LinkedHashMap<String, String>();
        propagator.inject(context, texts, (map, key, value) -> {
            if (map != null) {
                map.put(key, value);
            }
        });
        return texts;
    }

    /** The context that {@link #inject} wrote; the root context if there was none. */
    public Context extract(Map<String, String> texts) {
        return propagator.extract(Context.root(), texts, GETTER);
    }

    private static final class MapGetter implements TextMapGetter<Map<String, String>> {

        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }
}
