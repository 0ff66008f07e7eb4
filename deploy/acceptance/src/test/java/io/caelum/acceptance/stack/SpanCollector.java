package io.caelum.acceptance.stack;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * What Jaeger and every other collector offers: OTLP over gRPC, on a port of the loopback address. Keeps the spans of the
 * exporters that call it.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlpgrpc">OTLP/gRPC</a>
 */
public final class SpanCollector implements AutoCloseable {

    private static final String EXPORT = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    /** One byte that says whether the message is compressed, four with its length. */
    private static final int GRPC_PREFIX = 5;

    private static final byte[] EMPTY_MESSAGE = new byte[GRPC_PREFIX];

    private final Vertx vertx = Vertx.vertx();
    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    public SpanCollector() {
        server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(this::receive)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** For {@code quarkus.otel.exporter.otlp.endpoint}. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Names of the spans of this trace that have come so far. */
    public Set<String> spansOf(String traceId) {
        var wanted = HexFormat.of().parseHex(traceId);
        return spans.stream()
                .filter(span -> Arrays.equals(span.getTraceId().toByteArray(), wanted))
                .map(Span::getName)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void receive(HttpServerRequest request) {
        if (!request.path().equals(EXPORT)) {
            request.response().setStatusCode(404).end();
            return;
        }
        request.body().onSuccess(body -> {
            keep(body);
            request.response().putHeader("content-type", "application/grpc").putTrailer("grpc-status", "0");
            request.response().end(Buffer.buffer(EMPTY_MESSAGE));
        });
    }

    private void keep(Buffer body) {
        try {
            ExportTraceServiceRequest.parseFrom(message(body)).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .forEach(spans::add);
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] message(Buffer body) {
        byte[] content = body.getBytes(GRPC_PREFIX, GRPC_PREFIX + body.getInt(1));
        if (body.getByte(0) == 0) {
            return content;
        }
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return plain.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
