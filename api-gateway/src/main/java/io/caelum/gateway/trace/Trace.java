package io.caelum.gateway.trace;

import io.caelum.platform.contract.gateway.FinishedSpan;
import io.caelum.platform.trace.Tracing;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one trace that have arrived so far. Spans arrive in any order, from several processes, and may come twice.
 * What lists are filtered by is gathered as they come.
 */
final class Trace {

    /** A parent comes before its children even where their clocks agree to the nanosecond. */
    private static final Comparator<FinishedSpan> BY_START =
            Comparator.comparingLong(FinishedSpan::startNanos).thenComparing(span -> -span.endNanos());

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String METHOD = "http.request.method";
    private static final String STATUS = "http.response.status_code";
    private static final String WORKFLOW = "caelum.workflow";
    private static final String WORKFLOW_ID = "caelum.workflow_id";
    /** As the name of a span that takes a step back goes on after the workflow's kind. */
    private static final String UNDO = ": undo ";
    /** And that of the last one of a workflow that did not succeed. */
    private static final String FAILED = ": failed";

    private final String id;
    private final Map<String, FinishedSpan> spans = new HashMap<>();
    private final Set<String> projects = new TreeSet<>();
    private final Set<String> servers = new TreeSet<>();
    private final Set<String> serverNames = new TreeSet<>();
    private final Set<String> workflows = new TreeSet<>();
    /** Of each workflow, the step that ended last. */
    private final Map<String, FinishedSpan> lastSteps = new HashMap<>();

    private long startNanos = Long.MAX_VALUE;
    private long methodAt = Long.MAX_VALUE;
    private boolean reads;
    private long endNanos = Long.MIN_VALUE;
    private @Nullable FinishedSpan firstToFail;
    private @Nullable FinishedSpan first;
    private long forgotten;

    Trace(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** False for a span that was there already. */
    boolean add(FinishedSpan span) {
        if (spans.putIfAbsent(span.spanId(), span) != null) {
            return false;
        }
        gather(span, Tracing.PROJECT_ID, projects);
        gather(span, Tracing.SERVER_ID, servers);
        gather(span, Tracing.SERVER_NAME, serverNames);
        gather(span, WORKFLOW, workflows);
        learnMethod(span);
        learnStep(span);
        startNanos = Math.min(startNanos, span.startNanos());
        endNanos = Math.max(endNanos, span.endNanos());
        first = null;
        if (span.error().isPresent() && (firstToFail == null || span.endNanos() < firstToFail.endNanos())) {
            firstToFail = span;
        }
        return true;
    }

    /** Of the request that came first. */
    private void learnMethod(FinishedSpan span) {
        String method = span.attributes().get(METHOD);
        if (method != null && span.startNanos() < methodAt) {
            methodAt = span.startNanos();
            reads = READING.contains(method);
        }
    }

    private void learnStep(FinishedSpan span) {
        String workflow = span.attributes().get(WORKFLOW_ID);
        if (workflow != null) {
            lastSteps.merge(workflow, span, (one, other) -> one.endNanos() > other.endNanos() ? one : other);
        }
    }

    private static void gather(FinishedSpan span, String key, Set<String> into) {
        String value = span.attributes().get(key);
        if (value != null) {
            into.add(value);
        }
    }

    /** A span has come for which there is no room. */
    void forgetOne() {
        forgotten++;
    }

    long forgotten() {
        return forgotten;
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
        if (first == null) {
            first = spans.values().stream()
                    .min(Comparator.comparing(this::hasKnownParent).thenComparing(BY_START))
                    .orElseThrow();
        }
        return first;
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

    /**
     * How it ended, as far as is known: a step that failed and was then tried again, or on another host, is no failure, and
     * neither is what the request was refused for.
     */
    boolean failed() {
        if (firstToFail == null) {
            return false;
        }
        if (!lastSteps.isEmpty()) {
            return first().error().isPresent() || lastSteps.values().stream().anyMatch(Trace::leadsToNothing);
        }
        return status().map(status -> status.startsWith("5")).orElse(true);
    }

    private static boolean leadsToNothing(FinishedSpan step) {
        return step.error().isPresent()
                || step.name().contains(UNDO)
                || step.name().endsWith(FAILED);
    }

    /** Why it failed or was refused, in the words of the span that failed before the others. */
    Optional<String> failure() {
        return Optional.ofNullable(firstToFail).flatMap(FinishedSpan::error);
    }

    /** How the whole request was answered. */
    Optional<String> status() {
        return Optional.ofNullable(first().attributes().get(STATUS));
    }

    /** A request that changes nothing, in which nothing was begun either. */
    boolean onlyReads() {
        return reads && workflows.isEmpty();
    }

    long startNanos() {
        return startNanos;
    }

    long endNanos() {
        return endNanos;
    }

    Set<String> servers() {
        return Collections.unmodifiableSet(servers);
    }

    Set<String> serverNames() {
        return Collections.unmodifiableSet(serverNames);
    }

    Set<String> workflows() {
        return Collections.unmodifiableSet(workflows);
    }

    static Optional<String> server(FinishedSpan span) {
        return Optional.ofNullable(span.attributes().get(Tracing.SERVER_ID));
    }

    Set<String> projects() {
        return Collections.unmodifiableSet(projects);
    }

    /** A trace that touches several projects, or none, is for administrators only. */
    boolean belongsTo(String project) {
        return projects.equals(Set.of(project));
    }

    private boolean hasKnownParent(FinishedSpan span) {
        return span.parentSpanId().filter(spans::containsKey).isPresent();
    }
}
