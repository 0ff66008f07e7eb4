package io.caelum.gateway.trace;

import io.caelum.platform.contract.gateway.FinishedSpan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Spans for tests, with a minute and a millisecond for everything that does not matter. */
final class Spans {

    private static final long MINUTE = 60_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private Spans() {}

    static FinishedSpan root(String trace, String id, String name) {
        return span(trace, id, Optional.empty(), name, 0, Map.of());
    }

    static FinishedSpan child(String trace, String id, String parent, String name, long startMillis) {
        return span(trace, id, Optional.of(parent), name, startMillis, Map.of());
    }

    static FinishedSpan with(FinishedSpan span, String key, String value) {
        var attributes = new HashMap<>(span.attributes());
        attributes.put(key, value);
        return new FinishedSpan(
                span.traceId(),
                span.spanId(),
                span.parentSpanId(),
                span.name(),
                span.kind(),
                span.service(),
                span.instance(),
                span.startNanos(),
                span.endNanos(),
                span.error(),
                attributes);
    }

    static FinishedSpan failed(FinishedSpan span, String error) {
        return new FinishedSpan(
                span.traceId(),
                span.spanId(),
                span.parentSpanId(),
                span.name(),
                span.kind(),
                span.service(),
                span.instance(),
                span.startNanos(),
                span.endNanos(),
                Optional.of(error),
                span.attributes());
    }

    private static FinishedSpan span(
            String trace,
            String id,
            Optional<String> parent,
            String name,
            long startMillis,
            Map<String, String> attributes) {
        long start = MINUTE + startMillis * MILLI;
        return new FinishedSpan(
                trace, id, parent, name, "SERVER", "test", "host", start, start + MILLI, Optional.empty(), attributes);
    }
}
