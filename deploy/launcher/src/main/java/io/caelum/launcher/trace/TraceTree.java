package io.caelum.launcher.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Spans as an indented tree, one trace after the other in the order of their start. Each line has the time since the
 * trace began, how long the span took, where it ran and what it did.
 */
public final class TraceTree {

    private final List<Span> spans = new ArrayList<>();

    /** @param answer what {@code GET /trace/v1/servers/ID} says */
    public TraceTree(JsonNode answer) {
        var trace = answer.path("trace_id").asText();
        answer.path("spans").forEach(span -> spans.add(Span.of(span, trace)));
        spans.sort(Comparator.comparingLong(Span::startNanos).thenComparing(Span::spanId));
    }

    /** True if the gateway has got all of a boot, from the request to the last step. */
    public static boolean isComplete(JsonNode answer) {
        return answer.path("complete").asBoolean(false);
    }

    public boolean isEmpty() {
        return spans.isEmpty();
    }

    public String text() {
        var traces = spans.stream()
                .collect(Collectors.groupingBy(Span::traceId, java.util.LinkedHashMap::new, Collectors.toList()));
        var text = new StringBuilder();
        traces.forEach((id, members) -> text.append(new OneTrace(id, members).text()));
        return text.toString();
    }

    private static final class OneTrace {

        private final String id;
        private final List<Span> spans;
        private final Map<String, List<Span>> children = new HashMap<>();
        private final List<Span> roots = new ArrayList<>();
        private final int nameWidth;

        OneTrace(String id, List<Span> spans) {
            this.id = id;
            this.spans = spans;
            var known = spans.stream().map(Span::spanId).collect(Collectors.toSet());
            for (var span : spans) {
                // a parent that was not collected must not hide its children
                if (span.parentSpanId().filter(known::contains).isPresent()) {
                    children.computeIfAbsent(span.parentSpanId().get(), key -> new ArrayList<>())
                            .add(span);
                } else {
                    roots.add(span);
                }
            }
            nameWidth = roots.stream().mapToInt(root -> width(root, 0)).max().orElse(0);
        }

        String text() {
            long start = spans.getFirst().startNanos();
            long end = spans.stream().mapToLong(Span::endNanos).max().orElse(start);
            var text = new StringBuilder(
                    String.format(Locale.ROOT, "trace %s: %d spans, %s ms%n", id, spans.size(), millis(end - start)));
            text.append("    start      took  what\n");
            roots.forEach(root -> append(text, root, start, "", ""));
            return text.append('\n').toString();
        }

        private void append(StringBuilder text, Span span, long start, String indent, String childIndent) {
            var what = indent + span.name();
            text.append(String.format(
                    Locale.ROOT,
                    "%9s %9s  %-" + nameWidth + "s  %s",
                    millis(span.startNanos() - start),
                    millis(span.endNanos() - span.startNanos()),
                    what,
                    span.where()));
            span.error().ifPresent(error -> text.append("  FAILED: ").append(error));
            text.append('\n');
            var below = children.getOrDefault(span.spanId(), List.of());
            for (var child : below) {
                boolean last = child == below.getLast();
                append(text, child, start, childIndent + (last ? "└─ " : "├─ "), childIndent + (last ? "   " : "│  "));
            }
        }

        private int width(Span span, int depth) {
            return Math.max(
                    3 * depth + span.name().length(),
                    children.getOrDefault(span.spanId(), List.of()).stream()
                            .mapToInt(child -> width(child, depth + 1))
                            .max()
                            .orElse(0));
        }

        private static String millis(long nanos) {
            return String.format(Locale.ROOT, "%.1f", nanos / 1_000_000.0);
        }
    }
}
