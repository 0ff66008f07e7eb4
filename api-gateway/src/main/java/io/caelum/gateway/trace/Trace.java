package io.caelum.gateway.trace;

import io.caelum.platform.contract.gateway.FinishedSpan;
import io.caelum.platform.trace.Tracing;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The spans of one trace that have arrived so far. Spans arrive in any order, from several processes, and may come twice. */
final class Trace {

    /** A parent comes before its children even where their clocks agree to the nanosecond. */
    private static final Comparator<FinishedSpan> BY_START =
            Comparator.comparingLong(FinishedSpan::startNanos).thenComparing(span -> -span.endNanos());

    private final String id;
    private final Map<String, FinishedSpan> spans = new HashMap<>();

    Trace(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** False for a span that was there already. */
    boolean add(FinishedSpan span) {
        return spans.putIfAbsent(span.spanId(), span) == null;
    }

    int size() {
        return spans.size();
    }

    Collection<FinishedSpan> spans() {
        return spans.values();
    }

    List<FinishedSpan> ordered() {
        return spans.values().stream().sorted(BY_START).toList();
    }

    /** The span that began it all, as far as we know. */
    FinishedSpan first() {
        return spans.values().stream()
                .min(Comparator.comparing(this::hasKnownParent).thenComparing(BY_START))
                .orElseThrow();
    }

    /** A root is there and every span's parent too: nothing in the middle is still to come. */
    boolean isConnected() {
        return spans.values().stream().anyMatch(span -> span.parentSpanId().isEmpty())
                && spans.values().stream()
                        .flatMap(span -> span.parentSpanId().stream())
                        .allMatch(spans::containsKey);
    }

    boolean hasSpan(Predicate<String> named) {
        return spans.values().stream().map(FinishedSpan::name).anyMatch(named);
    }

    boolean failed() {
        return spans.values().stream().anyMatch(span -> span.error().isPresent());
    }

    long startNanos() {
        return spans.values().stream().mapToLong(FinishedSpan::startNanos).min().orElse(0);
    }

    long endNanos() {
        return spans.values().stream().mapToLong(FinishedSpan::endNanos).max().orElse(0);
    }

    Set<String> servers() {
        return attributes(Tracing.SERVER_ID);
    }

    static Optional<String> server(FinishedSpan span) {
        return Optional.ofNullable(span.attributes().get(Tracing.SERVER_ID));
    }

    Set<String> projects() {
        return attributes(Tracing.PROJECT_ID);
    }

    /** A trace that touches several projects, or none, is for administrators only. */
    boolean belongsTo(String project) {
        return projects().equals(Set.of(project));
    }

    private Set<String> attributes(String key) {
        var values = new TreeSet<String>();
        for (FinishedSpan span : spans.values()) {
            String value = span.attributes().get(key);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private boolean hasKnownParent(FinishedSpan span) {
        return span.parentSpanId().filter(spans::containsKey).isPresent();
    }
}
