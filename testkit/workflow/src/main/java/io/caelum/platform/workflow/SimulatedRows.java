package io.caelum.platform.workflow;

import io.caelum.platform.data.RowJson;
import io.caelum.platform.data.Tx;
import io.caelum.testkit.simulation.SimulatedStore;
import io.caelum.testkit.simulation.Simulation;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The table of workflows in memory, with the conditions of the statements of {@link WorkflowRows}. */
final class SimulatedRows implements WorkflowStore {

    private static final Set<State> UNFINISHED = Set.of(State.RUNNING, State.WAITING, State.UNDOING);

    private final SimulatedStore.Table<UUID, WorkflowRow> table;
    private final Simulation simulation;
    private final String process;
    private final Duration lease;
    private final Duration patience;

    SimulatedRows(
            SimulatedStore.Table<UUID, WorkflowRow> table,
            Simulation simulation,
            String process,
            Duration lease,
            Duration patience) {
        this.table = table;
        this.simulation = simulation;
        this.process = process;
        this.lease = lease;
        this.patience = patience;
    }

    @Override
    public String process() {
        return process;
    }

    @Override
    public Uni<WorkflowRow> insert(Tx tx, WorkflowRow row, Duration limit) {
        return done(() -> {
            WorkflowRow made = copy(row);
            made.state = State.RUNNING;
            made.attempt = 1;
            made.signalLog = "";
            made.generation = 1;
            made.owner = process;
            made.leasedUntil = now().plus(lease);
            made.wakeAt = now();
            made.stepBegan = now();
            made.deadline = now().plus(limit);
            made.updatedAt = now();
            made.createdAt = now();
            table.put(made.id, made);
            return made;
        });
    }

    @Override
    public Uni<WorkflowRow> moved(Tx tx, WorkflowRow row, StepSpec<?> to, String data) {
        return held(row, it -> it.state == State.RUNNING && !it.cancelAsked, it -> {
            it.step = to.name();
            it.data = data;
            stepBegins(it, to.limit());
        });
    }

    private void stepBegins(WorkflowRow it, Duration limit) {
        it.attempt = 1;
        it.stepBegan = now();
        it.deadline = now().plus(limit);
        it.wakeAt = now();
        it.updatedAt = now();
        it.leasedUntil = now().plus(lease);
    }

    @Override
    public Uni<WorkflowRow> keep(Tx tx, WorkflowRow row, String data) {
        return held(row, it -> it.state == State.RUNNING, it -> {
            it.data = data;
            it.leasedUntil = now().plus(lease);
        });
    }

    @Override
    public Uni<WorkflowRow> finished(Tx tx, WorkflowRow row, State end, String last, String data) {
        return held(row, it -> it.finishedAt == null && (end == State.CANCELLED || !it.cancelAsked), it -> {
            it.state = end;
            it.step = last;
            it.data = data;
            it.finishedAt = now();
            nobodys(it);
        });
    }

    @Override
    public Uni<WorkflowRow> waiting(Tx tx, WorkflowRow row, StepSpec<?> in, String data, int seen) {
        return held(row, it -> it.state == State.RUNNING, it -> {
            boolean waits = it.signals == seen && !it.cancelAsked;
            boolean same = it.step.equals(in.name());
            it.deadline = same ? it.deadline : now().plus(in.limit());
            it.attempt = same ? it.attempt : 1;
            it.stepBegan = same ? it.stepBegan : now();
            it.step = in.name();
            it.data = data;
            it.updatedAt = now();
            it.wakeAt = waits ? it.deadline : now();
            it.state = waits ? State.WAITING : it.state;
            it.owner = waits ? null : it.owner;
            it.leasedUntil = waits ? null : now().plus(lease);
        });
    }

    @Override
    public Uni<WorkflowRow> postponed(Tx tx, WorkflowRow row, Duration delay) {
        return held(row, it -> it.finishedAt == null, it -> {
            it.attempt++;
            it.wakeAt = now().plus(delay);
            nobodys(it);
        });
    }

    @Override
    public Uni<WorkflowRow> released(Tx tx, WorkflowRow row) {
        return held(row, it -> it.finishedAt == null, it -> {
            it.wakeAt = now();
            nobodys(it);
        });
    }

    @Override
    public Uni<WorkflowRow> unwinding(
            Tx tx, WorkflowRow row, String undo, @Nullable Failure failure, @Nullable RetryFrom again) {
        return held(row, it -> it.state == State.RUNNING, it -> {
            it.state = State.UNDOING;
            it.step = undo;
            it.failure = failure == null ? null : RowJson.write(failure);
            it.retryFrom = again == null ? null : again.step();
            it.retryData = again == null ? null : RowJson.write(again.data());
            stepBegins(it, patience);
        });
    }

    @Override
    public Uni<WorkflowRow> toldOfTrouble(Tx tx, WorkflowRow row) {
        return held(row, it -> it.state == State.UNDOING && it.cancelAsked == row.cancelAsked, it -> {
            it.retryFrom = null;
            it.retryData = null;
            it.deadline = null;
            it.updatedAt = now();
            it.leasedUntil = now().plus(lease);
        });
    }

    @Override
    public Uni<WorkflowRow> undone(Tx tx, WorkflowRow row, String next) {
        return held(row, it -> it.state == State.UNDOING, it -> {
            Instant deadline = it.deadline;
            it.step = next;
            stepBegins(it, patience);
            it.deadline = deadline;
        });
    }

    @Override
    public Uni<WorkflowRow> forwardAgain(Tx tx, WorkflowRow row, StepSpec<?> to, String data) {
        return held(row, it -> (it.state == State.RUNNING || it.state == State.UNDOING) && !it.cancelAsked, it -> {
            it.state = State.RUNNING;
            it.step = to.name();
            it.data = data;
            it.failure = null;
            it.retryFrom = null;
            it.retryData = null;
            stepBegins(it, to.limit());
        });
    }

    @Override
    public Uni<WorkflowRow> find(Tx tx, UUID id) {
        return done(() -> table.get(id));
    }

    @Override
    public Uni<List<WorkflowRow>> leaseDue(Tx tx, Collection<String> kinds, int limit) {
        return done(() -> change(
                table.all().stream()
                        .filter(it -> it.finishedAt == null
                                && !it.wakeAt.isAfter(now())
                                && kinds.contains(it.kind)
                                && (it.leasedUntil == null || it.leasedUntil.isBefore(now())))
                        .sorted(Comparator.comparing(it -> it.wakeAt))
                        .limit(limit)
                        .toList(),
                it -> {
                    it.state = it.state == State.WAITING ? State.RUNNING : it.state;
                    lease(it);
                }));
    }

    private void lease(WorkflowRow it) {
        it.owner = process;
        it.generation++;
        it.leasedUntil = now().plus(lease);
        it.updatedAt = now();
    }

    @Override
    public Uni<WorkflowRow> leaseAgain(Tx tx, UUID id, long generation) {
        return done(() -> {
            WorkflowRow it = table.get(id);
            if (it == null
                    || it.generation != generation
                    || it.owner != null
                    || it.finishedAt != null
                    || it.state == State.WAITING) {
                return null;
            }
            return change(List.of(it), this::lease).getFirst();
        });
    }

    @Override
    public Uni<List<WorkflowRow>> signal(Tx tx, String kind, UUID resource, Run.Signal signal) {
        return done(() -> change(unfinished(kind, resource), it -> {
            it.signals++;
            it.signalLog += RowJson.write(signal) + "\n";
            wake(it, it.state == State.WAITING);
        }));
    }

    @Override
    public Uni<List<WorkflowRow>> cancel(Tx tx, String kind, UUID resource) {
        return done(() -> change(unfinished(kind, resource), it -> {
            it.cancelAsked = true;
            it.deadline = it.state == State.UNDOING ? now().plus(patience) : it.deadline;
            wake(it, it.owner == null);
        }));
    }

    private void wake(WorkflowRow it, boolean woken) {
        if (woken) {
            lease(it);
            it.wakeAt = now();
        }
        it.updatedAt = now();
        it.state = it.state == State.WAITING ? State.RUNNING : it.state;
    }

    private List<WorkflowRow> unfinished(String kind, UUID resource) {
        return table.all().stream()
                .filter(it -> it.kind.equals(kind) && it.resourceId.equals(resource) && it.finishedAt == null)
                .toList();
    }

    @Override
    public Uni<Boolean> lockUnfinished(Tx tx, String kind, UUID resource) {
        return done(() -> !unfinished(kind, resource).isEmpty());
    }

    @Override
    public Uni<List<UUID>> renew(Tx tx, Collection<UUID> ids) {
        return done(() -> change(
                        table.all().stream()
                                .filter(it -> ids.contains(it.id) && process.equals(it.owner) && it.finishedAt == null)
                                .toList(),
                        it -> it.leasedUntil = now().plus(lease))
                .stream()
                .map(it -> it.id)
                .toList());
    }

    @Override
    public Uni<Integer> deleteFinished(Tx tx, Duration after, int limit) {
        return done(() -> {
            List<WorkflowRow> old = table.all().stream()
                    .filter(it -> it.finishedAt != null && it.finishedAt.isBefore(now().minus(after)))
                    .limit(limit)
                    .toList();
            old.forEach(it -> table.remove(it.id));
            return old.size();
        });
    }

    @Override
    public Uni<Census> census(Tx tx) {
        return done(() -> {
            Map<String, Long> byState = new TreeMap<>();
            table.all().forEach(it -> byState.merge(it.state.name(), 1L, Long::sum));
            return new Census(byState, Duration.ZERO, Duration.ZERO);
        });
    }

    // ---- how rows change ----

    private Uni<WorkflowRow> held(WorkflowRow row, Predicate<WorkflowRow> condition, Consumer<WorkflowRow> change) {
        return done(() -> {
            WorkflowRow it = table.get(row.id);
            boolean accepted =
                    it != null && it.generation == row.generation && it.step.equals(row.step) && condition.test(it);
            return accepted ? change(List.of(it), change).getFirst() : null;
        });
    }

    private List<WorkflowRow> change(List<WorkflowRow> rows, Consumer<WorkflowRow> change) {
        return rows.stream()
                .map(SimulatedRows::copy)
                .peek(row -> {
                    change.accept(row);
                    table.put(row.id, row);
                })
                .toList();
    }

    private void nobodys(WorkflowRow it) {
        it.owner = null;
        it.leasedUntil = null;
        it.updatedAt = now();
    }

    private Instant now() {
        return simulation.instant();
    }

    private static <T> Uni<T> done(Supplier<T> statement) {
        return Uni.createFrom().item(statement);
    }

    static boolean isFinished(WorkflowRow row) {
        return !UNFINISHED.contains(row.state);
    }

    static WorkflowRow copy(WorkflowRow from) {
        var to = new WorkflowRow();
        to.id = from.id;
        to.kind = from.kind;
        to.resourceId = from.resourceId;
        to.state = from.state;
        to.step = from.step;
        to.attempt = from.attempt;
        to.data = from.data;
        to.context = from.context;
        to.traceParent = from.traceParent;
        to.signals = from.signals;
        to.signalLog = from.signalLog;
        to.cancelAsked = from.cancelAsked;
        to.failure = from.failure;
        to.retryFrom = from.retryFrom;
        to.retryData = from.retryData;
        to.owner = from.owner;
        to.leasedUntil = from.leasedUntil;
        to.generation = from.generation;
        to.wakeAt = from.wakeAt;
        to.stepBegan = from.stepBegan;
        to.deadline = from.deadline;
        to.updatedAt = from.updatedAt;
        to.createdAt = from.createdAt;
        to.finishedAt = from.finishedAt;
        return to;
    }
}
