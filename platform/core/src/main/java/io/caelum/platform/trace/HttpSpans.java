package io.caelum.platform.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.quarkus.opentelemetry.runtime.QuarkusContextStorage;
import io.quarkus.opentelemetry.runtime.tracing.instrumentation.InstrumentationRecorder;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The spans of HTTP requests that Vert.x serves or makes, with those of OpenTelemetry's conventions for HTTP that somebody
 * reads. It takes the place of Quarkus' own tracer, which gathers some twenty attributes for each request and cost more
 * than all other spans of a request together. Queries are left out: they may carry the tickets of consoles.
 */
@ApplicationScoped
public class HttpSpans implements VertxTracer<HttpSpans.Served, Span> {

    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> CLIENT = AttributeKey.stringKey("client.address");
    private static final AttributeKey<String> USER_AGENT = AttributeKey.stringKey("user_agent.original");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    /** A client may call its method whatever it likes, at any length. */
    private static final Set<HttpMethod> METHODS = Set.copyOf(HttpMethod.values());

    private static final String OTHER = "_OTHER";

    /** Where Quarkus REST leaves the template of the path for whoever observes. */
    private static final String REST_ROUTE = "UrlPathTemplate";

    private static final String OWN_ROUTE = "caelum.http.route";
    private static final TextMapGetter<MultiMap> HEADERS = new HeadersGetter();

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    HttpSpans(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.caelum.http");
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    /** Quarkus has set its own by now, and the server takes no request yet. */
    void install(@Observes StartupEvent event) {
        InstrumentationRecorder.FACTORY.getVertxTracerDelegator().setDelegate(this);
    }

    /** Names the route of the request that is being served on this Vert.x context, where Quarkus REST does not. */
    public static void route(String template) {
        io.vertx.core.Context context = io.vertx.core.Vertx.currentContext();
        if (context != null) {
            context.putLocal(OWN_ROUTE, template);
        }
    }

    /** A request that is being served. */
    record Served(Span span, String method) {}

    @Override
    public <R> @Nullable Served receiveRequest(
            io.vertx.core.Context context,
            io.vertx.core.spi.tracing.SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            Iterable<Map.Entry<String, String>> headers,
            TagExtractor<R> tags) {
        if (policy == TracingPolicy.IGNORE || !(request instanceof HttpServerRequest http)) {
            return null;
        }
        Context parent = propagator.extract(Context.root(), http.headers(), HEADERS);
        String method = METHODS.contains(http.method()) ? http.method().name() : OTHER;
        SpanBuilder builder = begin(method, SpanKind.SERVER, parent, method, http.path());
        if (!Span.fromContext(parent).getSpanContext().isValid()) {
            tellWho(builder, http);
        }
        Span span = builder.startSpan();
        // It stays there: the context is this request's own, and what it leaves behind still belongs to this trace
        QuarkusContextStorage.INSTANCE.attach(context, parent.with(span));
        return new Served(span, method);
    }

    private SpanBuilder begin(String name, SpanKind kind, Context parent, String method, @Nullable String path) {
        SpanBuilder builder =
                tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).setAttribute(METHOD, method);
        return path == null ? builder : builder.setAttribute(PATH, path);
    }

    private static void tellWho(SpanBuilder builder, HttpServerRequest http) {
        if (http.remoteAddress() != null && http.remoteAddress().hostAddress() != null) {
            builder.setAttribute(CLIENT, http.remoteAddress().hostAddress());
        }
        String agent = http.getHeader("User-Agent");
        if (agent != null) {
            builder.setAttribute(USER_AGENT, agent);
        }
    }

    @Override
    public <R> void sendResponse(
            io.vertx.core.Context context,
            @Nullable R response,
            @Nullable Served served,
            @Nullable Throwable failure,
            TagExtractor<R> tags) {
        if (served == null) {
            return;
        }
        String route = context.getLocal(OWN_ROUTE);
        if (route == null) {
            route = context.getLocal(REST_ROUTE);
        }
        if (route != null) {
            served.span().updateName(served.method() + " " + route).setAttribute(ROUTE, route);
        }
        noteStatus(served.span(), response);
        // A client that leaves while it is being answered is no failure to Vert.x
        boolean cutShort = response instanceof HttpServerResponse answer && !answer.ended();
        if (failure != null || cutShort) {
            served.span().setStatus(StatusCode.ERROR, "the connection broke before the whole answer had passed");
        }
        served.span().end();
    }

    @Override
    public <R> @Nullable Span sendRequest(
            io.vertx.core.Context context,
            io.vertx.core.spi.tracing.SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            BiConsumer<String, String> headers,
            TagExtractor<R> tags) {
        if (policy == TracingPolicy.IGNORE || !(request instanceof HttpRequest http)) {
            return null;
        }
        Context known = QuarkusContextStorage.getOtelContext(context);
        Context parent = known == null ? Context.current() : known;
        // As with messages: what is asked outside of any trace is periodic
        if (!Span.fromContext(parent).getSpanContext().isValid()) {
            return null;
        }
        String method = http.method().name();
        String path = pathOf(http.uri());
        Span span = begin(method + " " + path, SpanKind.CLIENT, parent, method, path)
                .startSpan();
        propagator.inject(parent.with(span), headers, (carrier, key, value) -> {
            if (carrier != null) {
                carrier.accept(key, value);
            }
        });
        return span;
    }

    private static String pathOf(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    @Override
    public <R> void receiveResponse(
            io.vertx.core.Context context,
            @Nullable R response,
            @Nullable Span span,
            @Nullable Throwable failure,
            TagExtractor<R> tags) {
        if (span != null) {
            noteStatus(span, response);
            Tracing.finish(span, failure);
        }
    }

    /** Ours as well as those of neighbours: a refusal is an answer, and no error of the span. */
    private static void noteStatus(Span span, @Nullable Object response) {
        if (response instanceof HttpResponse http) {
            span.setAttribute(STATUS, (long) http.statusCode());
            if (http.statusCode() >= 500) {
                span.setStatus(StatusCode.ERROR).setAttribute(ERROR_TYPE, String.valueOf(http.statusCode()));
            }
        }
    }

    private static final class HeadersGetter implements TextMapGetter<MultiMap> {

        @Override
        public Iterable<String> keys(MultiMap carrier) {
            return carrier.names();
        }

        @Override
        public @Nullable String get(@Nullable MultiMap carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }
}
