package io.caelum.launcher.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** One finished span, as the gateway tells it. */
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
        Optional<String> error) {

    static Span of(JsonNode json, String trace) {
        return new Span(
                json.path("trace_id").asText(trace),
                json.path("span_id").asText(),
                text(json.path("parent_span_id")),
                json.path("name").asText(),
                json.path("kind").asText(),
                json.path("service").asText(),
                json.path("instance").asText(),
                json.path("start_nanos").asLong(),
                json.path("end_nanos").asLong(),
                text(json.path("error")));
    }

    /** The process, with the host where there are several of a kind. */
    String where() {
        return instance.isEmpty() || instance.equals(service) ? service : service + "@" + instance;
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() && !node.asText().isEmpty() ? Optional.of(node.asText()) : Optional.empty();
    }
}
