package io.caelum.platform.contract.gateway;

import java.util.Map;
import java.util.Optional;

/**
 * One finished OpenTelemetry span.
 *
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits
 * @param parentSpanId 16 hex digits, empty for a root
 * @param service the service that did the work, e.g. {@code compute-control}
 * @param instance host or process name
 * @param kind SERVER, CLIENT, PRODUCER, CONSUMER or INTERNAL
 * @param startNanos nanoseconds since the epoch
 * @param endNanos nanoseconds since the epoch
 * @param error why it failed; empty when it did not
 */
public record FinishedSpan(
        String traceId,
        String spanId,
        Optional<String> parentSpanId,
        String name,
        String kind,
        String service,
        String instance,
        long startNanos,
        long endNanos,
        Optional<String> error,
        Map<String, String> attributes) {

    public FinishedSpan {
        attributes = Map.copyOf(attributes);
    }
}
