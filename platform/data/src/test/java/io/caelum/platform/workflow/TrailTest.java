package io.caelum.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TrailTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";

    private final List<SpanData> spans = new ArrayList<>();
    private final Tracer tracer = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new Collecting()))
            .build()
            .get("test");
    private final WorkflowRow row = row();
    private final Trail trail = new Trail(tracer, new Journey(new World()), row);

    @Test
    void aStepIsASpanInTheTraceOfTheRequestThatStartedIt() {
        trail.span("pack", row, () -> Uni.createFrom().item("done")).await().indefinitely();

        SpanData span = spans.getFirst();
        assertThat(span.getName()).isEqualTo("journey: pack");
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo(PARENT);
        assertThat(span.getAttributes().get(AttributeKey.stringKey("caelum.journey_id")))
                .isEqualTo(row.resourceId.toString());
        assertThat(span.getAttributes().get(AttributeKey.stringKey("caelum.step")))
                .isEqualTo("pack");
    }

    @Test
    void whatAStepCallsIsBelowItsSpan() {
        var inside = new ArrayList<Span>();

        trail.span("pack", row, () -> {
                    inside.add(Span.current());
                    return Uni.createFrom().item("done");
                })
                .await()
                .indefinitely();

        assertThat(inside.getFirst().getSpanContext().getSpanId())
                .isEqualTo(spans.getFirst().getSpanId());
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    @Test
    void aStepThatFailsIsAFailedSpan() {
        trail.span("pack", row, () -> Uni.createFrom().failure(new IllegalStateException("jam")))
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();

        assertThat(spans.getFirst().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(spans.getFirst().getStatus().getDescription()).isEqualTo("jam");
    }

    @Test
    void aWaitIsASpanFromItsBeginning() {
        trail.waited("arrived", row, null);

        SpanData span = spans.getFirst();
        assertThat(span.getName()).isEqualTo("journey: arrived");
        assertThat(span.getStartEpochNanos()).isEqualTo(row.stepBegan.getEpochSecond() * 1_000_000_000);
        assertThat(span.getEndEpochNanos()).isGreaterThan(span.getStartEpochNanos());
    }

    private static WorkflowRow row() {
        var row = new WorkflowRow();
        row.id = UUID.randomUUID();
        row.resourceId = UUID.randomUUID();
        row.attempt = 1;
        row.traceParent = "00-" + TRACE + "-" + PARENT + "-01";
        row.stepBegan = Instant.parse("2026-01-02T03:04:05Z");
        return row;
    }

    private final class Collecting implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> finished) {
            spans.addAll(finished);
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
