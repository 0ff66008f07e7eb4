package io.caelum.platform.workflow;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What an operator sees of one workflow: a span for each step, in the trace of the request, and a line in the log. */
final class Trail {

    private static final Logger LOG = Logger.getLogger("io.caelum.workflow");
    private static final String PARENT = "traceparent";

    private final Tracer tracer;
    private final Workflow<?> workflow;
    private final WorkflowRow row;
    private final Context parent;

    Trail(Tracer tracer, Workflow<?> workflow, WorkflowRow row) {
        this.tracer = tracer;
        this.workflow = workflow;
        this.row = row;
        this.parent = W3CTraceContextPropagator.getInstance()
                .extract(
                        Context.root(),
                        row.traceParent == null ? Map.<String, String>of() : Map.of(PARENT, row.traceParent),
                        MapGetter.INSTANCE);
    }

    /** The trace of the caller, as it is stored with the workflow. */
    static @Nullable String current() {
        var carrier = new HashMap<String, String>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), carrier, Map::put);
        return carrier.get(PARENT);
    }

    /** Performs the work inside a span. */
    @SuppressWarnings("MustBeClosedChecker")
    <T> Uni<T> span(String name, WorkflowRow now, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Span span = begin(name, now).startSpan();
            Scope scope = parent.with(span).makeCurrent();
            return Uni.createFrom()
                    .<T>deferred(work::get)
                    .onItemOrFailure()
                    .invoke((item, failure) -> end(span, scope, failure));
        });
    }

    /** The span of a wait for what was there already. */
    void neededNoWait(String name, WorkflowRow now) {
        end(begin(name, now).startSpan(), Scope.noop(), null);
    }

    /** The span of a wait, which is made when it is over: nobody held it meanwhile. */
    void waited(String name, WorkflowRow now, @Nullable Throwable failure) {
        Span span = begin(name, now)
                .setAttribute("caelum.await", true)
                .setStartTimestamp(now.stepBegan)
                .startSpan();
        end(span, Scope.noop(), failure);
    }

    /** Makes the request's trace the current one, for work which is no step. */
    @SuppressWarnings("MustBeClosedChecker")
    Scope enter() {
        return parent.makeCurrent();
    }

    private io.opentelemetry.api.trace.SpanBuilder begin(String name, WorkflowRow now) {
        return tracer.spanBuilder(workflow.kind() + ": " + name)
                .setParent(parent)
                .setSpanKind(SpanKind.INTERNAL)
                .setAttribute("caelum.workflow", workflow.kind())
                .setAttribute("caelum.workflow_id", row.id.toString())
                .setAttribute("caelum.step", name)
                .setAttribute("caelum.attempt", (long) now.attempt)
                .setAttribute(workflow.resourceAttribute(), row.resourceId.toString());
    }

    private static void end(Span span, Scope scope, @Nullable Throwable failure) {
        if (failure != null && !(failure instanceof Refused)) {
            span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
            span.recordException(failure);
        }
        scope.close();
        span.end();
    }

    void moved(WorkflowRow from, String to, long tookMillis) {
        LOG.infof("%s, from=%s, to=%s, took_ms=%d", subject(), from.step, to, tookMillis);
    }

    void ended(WorkflowRow from, State end) {
        long millis = Duration.between(from.createdAt, from.updatedAt).toMillis();
        LOG.infof("%s, from=%s, to=%s, took_ms=%d", subject(), from.step, end, Math.max(0, millis));
    }

    void willTryAgain(WorkflowRow at, Throwable failure, Duration delay) {
        LOG.warnf(
                "%s, step=%s: try %d failed, next in %d ms, error=%s",
                subject(), at.step, at.attempt, delay.toMillis(), failure);
    }

    void undoFails(WorkflowRow at, Throwable failure, Duration delay) {
        if (at.attempt % 5 == 0) {
            LOG.errorf(
                    failure,
                    "%s cannot be undone, step=%s: try %d failed, next in %d ms; somebody should look",
                    subject(),
                    at.step,
                    at.attempt,
                    delay.toMillis());
        } else {
            LOG.warnf("%s, undo of step=%s: try %d failed, error=%s", subject(), at.step, at.attempt, failure);
        }
    }

    void cannotTell(WorkflowRow at, Throwable failure) {
        LOG.errorf(failure, "%s, step=%s: that it fails could not be told; it goes on", subject(), at.step);
    }

    void turnsBack(WorkflowRow at, String why, @Nullable Throwable failure) {
        if (failure == null || Failures.isMeantForTheUser(failure) || failure instanceof RetryFrom) {
            LOG.warnf("%s turns back, step=%s: %s", subject(), at.step, why);
        } else {
            LOG.warnf(failure, "%s turns back, step=%s: %s", subject(), at.step, why);
        }
    }

    void lost(WorkflowRow at) {
        LOG.warnf("%s, step=%s: another process has taken over, generation=%d", subject(), at.step, at.generation);
    }

    void abandoned(WorkflowRow at, Throwable failure) {
        LOG.errorf(failure, "%s, step=%s: cannot be recorded, will be found by a sweep", subject(), at.step);
    }

    private String subject() {
        return "workflow=" + workflow.kind() + ", workflow_id=" + row.id + ", "
                + workflow.resourceAttribute()
                        .substring(workflow.resourceAttribute().lastIndexOf('.') + 1) + "="
                + row.resourceId;
    }

    private enum MapGetter implements TextMapGetter<Map<String, String>> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return List.copyOf(carrier.keySet());
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }
}
