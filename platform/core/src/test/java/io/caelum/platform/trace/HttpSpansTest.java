package io.caelum.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.tracing.TracingOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a real server and real clients on loopback. */
class HttpSpansTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final AttributeKey<String> AGENT = AttributeKey.stringKey("user_agent.original");

    private final List<SpanData> ended = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Vertx vertx;
    private HttpServer server;

    @BeforeEach
    void serve() {
        var provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new Kept()))
                .build();
        var spans = new HttpSpans(OpenTelemetrySdk.builder()
                .setTracerProvider(provider)
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build());
        vertx = Vertx.vertx(new VertxOptions().setTracingOptions(new TracingOptions().setFactory(options -> spans)));
        server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        client.close();
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/routed/7" -> {
                HttpSpans.route("/routed/{id}");
                request.response().setStatusCode(404).end();
            }
            case "/broken" -> request.response().setStatusCode(503).end();
            case "/cut" -> request.response().setChunked(true).write("half of it");
            case "/asks" ->
                vertx.createHttpClient()
                        .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/asked?ticket=secret")
                        .compose(asked -> asked.send())
                        .onComplete(done -> request.response().end());
            case "/hangs-up" -> request.connection().close();
            case "/asks-in-vain" ->
                vertx.createHttpClient()
                        .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/hangs-up")
                        .compose(asked -> asked.send())
                        .onComplete(done -> request.response().end());
            default -> request.response().end(Span.current().getSpanContext().getTraceId());
        }
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + path);
    }

    private SpanData span(SpanKind kind, String path) {
        return await().atMost(PATIENCE)
                .until(
                        () -> ended.stream()
                                .filter(span -> span.getKind() == kind
                                        && path.equals(span.getAttributes().get(HttpSpans.PATH)))
                                .findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    @Test
    void aRequestWithoutATraceBeginsOneAndTellsWhoAsks() throws Exception {
        String current = get("/any", "User-Agent", "someone/1").body();

        SpanData span = span(SpanKind.SERVER, "/any");
        assertThat(span.getTraceId()).isEqualTo(current);
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getAttributes().get(HttpSpans.STATUS)).isEqualTo(200);
        assertThat(span.getAttributes().get(AGENT)).isEqualTo("someone/1");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void aRequestOfATraceGoesOnWithIt() throws Exception {
        get("/any", "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");

        SpanData span = span(SpanKind.SERVER, "/any");
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(span.getAttributes().get(AGENT)).isNull();
    }

    @Test
    void aSpanIsNamedByTheRouteAndAClientsMistakeIsNoError() throws Exception {
        get("/routed/7?page=2");

        SpanData span = span(SpanKind.SERVER, "/routed/7");
        assertThat(span.getName()).isEqualTo("GET /routed/{id}");
        assertThat(span.getAttributes().get(HttpSpans.ROUTE)).isEqualTo("/routed/{id}");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void anAnswerThatTheServerIsToBlameForIsAnError() throws Exception {
        get("/broken");

        assertThat(span(SpanKind.SERVER, "/broken").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void aMethodThatNobodyKnowsDoesNotNameASpan() throws Exception {
        client.send(
                HttpRequest.newBuilder(uri("/odd"))
                        .method("A".repeat(2_000), HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());

        assertThat(span(SpanKind.SERVER, "/odd").getName()).isEqualTo("_OTHER");
    }

    @Test
    void aNeighbourThatHangsUpLeavesAFailedSpan() throws Exception {
        get("/asks-in-vain");

        SpanData asking = span(SpanKind.CLIENT, "/hangs-up");
        assertThat(asking.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(asking.getStatus().getDescription()).isNotBlank();
    }

    @Test
    void aClientThatLeavesEndsTheSpan() throws Exception {
        try (var impatient = HttpClient.newHttpClient()) {
            var answer = impatient.send(
                    HttpRequest.newBuilder(uri("/cut")).build(), HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
        }

        SpanData span = span(SpanKind.SERVER, "/cut");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getStatus().getDescription()).startsWith("the connection broke");
    }

    @Test
    void whatAServedRequestAsksOthersIsPartOfItsTraceWithoutTheQuery() throws Exception {
        get("/asks");

        SpanData asking = span(SpanKind.CLIENT, "/asked");
        assertThat(asking.getParentSpanId())
                .isEqualTo(span(SpanKind.SERVER, "/asks").getSpanId());
        assertThat(span(SpanKind.SERVER, "/asked").getParentSpanId()).isEqualTo(asking.getSpanId());
        assertThat(ended).noneMatch(span -> span.toString().contains("secret"));
    }

    @Test
    void questionsOutsideOfAnyTraceMakeNoSpanOfTheirOwn() throws Exception {
        assertThat(Span.fromContext(Context.current()).getSpanContext().isValid())
                .isFalse();
        vertx.createHttpClient()
                .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/periodic")
                .compose(asked -> asked.send())
                .toCompletionStage()
                .toCompletableFuture()
                .join();

        span(SpanKind.SERVER, "/periodic");
        assertThat(ended).noneMatch(span -> span.getKind() == SpanKind.CLIENT);
    }

    private final class Kept implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            ended.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
