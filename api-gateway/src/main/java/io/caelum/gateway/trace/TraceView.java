package io.caelum.gateway.trace;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.caelum.platform.contract.gateway.FinishedSpan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trace as clients read it: its spans in the order in which they began.
 *
 * @param forgottenSpans that came when the trace was as large as one may be
 */
@JsonNaming(SnakeCaseStrategy.class)
record TraceView(
        @Nullable String serverId,
        String traceId,
        Instant startedAt,
        boolean complete,
        double durationMs,
        long forgottenSpans,
        List<Span> spans) {

    static TraceView of(Trace trace) {
        return view(null, trace, BootTrace.isOne(trace) ? BootTrace.isComplete(trace) : trace.isConnected());
    }

    static TraceView ofBoot(String server, Trace trace) {
        return view(server, trace, BootTrace.isComplete(trace));
    }

    private static TraceView view(@Nullable String server, Trace trace, boolean complete) {
        long start = trace.startNanos();
        return new TraceView(
                server,
                trace.id(),
                Instant.ofEpochSecond(0, start),
                complete,
                millis(trace.endNanos() - start),
                trace.forgotten(),
                trace.ordered().stream().map(span -> Span.of(span, start)).toList());
    }

    private static double millis(long nanos) {
        return nanos / 1_000 / 1_000.0;
    }

    /** @param offsetMs since the beginning of the trace */
    @JsonNaming(SnakeCaseStrategy.class)
    record Span(
            String traceId,
            String spanId,
            Optional<String> parentSpanId,
            String name,
            String kind,
            String service,
            String instance,
            long startNanos,
            long endNanos,
            double offsetMs,
            double durationMs,
            Optional<String> error,
            Map<String, String> attributes) {

        static Span of(FinishedSpan span, long traceStart) {
            return new Span(
                    span.traceId(),
                    span.spanId(),
                    span.parentSpanId(),
                    span.name(),
                    span.kind(),
                    span.service(),
                    span.instance(),
                    span.startNanos(),
                    span.endNanos(),
                    millis(span.startNanos() - traceStart),
                    millis(span.endNanos() - span.startNanos()),
                    span.error(),
                    span.attributes());
        }
    }

    /**
     * One line of a list.
     *
     * @param status of the answer to the request, if it was one over HTTP
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Summary(
            String traceId,
            String name,
            String service,
            Instant startedAt,
            double durationMs,
            int spans,
            boolean error,
            Optional<String> errorMessage,
            Optional<String> status,
            Set<String> workflows,
            Set<String> projectIds,
            Set<String> serverIds,
            Set<String> serverNames) {

        static Summary of(Trace trace) {
            FinishedSpan first = trace.first();
            return new Summary(
                    trace.id(),
                    first.name(),
                    first.service(),
                    Instant.ofEpochSecond(0, trace.startNanos()),
                    millis(trace.endNanos() - trace.startNanos()),
                    trace.size(),
                    trace.failed(),
                    trace.failure(),
                    trace.status(),
                    Set.copyOf(trace.workflows()),
                    Set.copyOf(trace.projects()),
                    Set.copyOf(trace.servers()),
                    Set.copyOf(trace.serverNames()));
        }
    }

    /**
     * @param next marker by which the list continues; absent at its end
     * @param lostSpans that never arrived here: each may be missing in some trace
     * @param kept how much the gateway remembers in all, and how much it had to forget; for administrators
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Latest(List<Summary> traces, @Nullable String next, long lostSpans, TraceStore.@Nullable Size kept) {}
}
