package io.caelum.platform.workflow;

import io.caelum.platform.context.ProcessIdentity;
import io.caelum.platform.data.Db;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Performs the workflows of this process: those it started or woke, at once; those that nobody woke, by a sweep. It
 * renews the leases of long steps, and gives leases back when the process stops.
 */
@ApplicationScoped
class Runner {

    private static final Logger LOG = Logger.getLogger(Runner.class);
    private static final Duration PURGE = Duration.ofMinutes(1);
    private static final int PURGE_AT_ONCE = 1000;

    private final Db db;
    private final Surroundings surroundings;
    private final Tracer tracer;
    private final WorkflowSettings settings;
    private final Iterable<Workflow<?>> workflows;
    private final Function<String, WorkflowStore> stores;
    private final String name;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile Map<String, StepList<?>> definitions;
    private volatile Shift shift;
    private volatile Witness witness = Witness.NONE;

    @Inject
    Runner(
            Db db,
            Vertx vertx,
            Tracer tracer,
            WorkflowSettings settings,
            @Any Instance<Workflow<?>> workflows,
            ProcessIdentity self) {
        this(
                db,
                new OnVertx(vertx),
                tracer,
                settings,
                workflows,
                self.host() + "/" + ProcessHandle.current().pid(),
                process -> new WorkflowRows(process, settings.lease(), settings.undoPatience()));
    }

    Runner(
            Db db,
            Surroundings surroundings,
            Tracer tracer,
            WorkflowSettings settings,
            Iterable<Workflow<?>> workflows,
            String name,
            Function<String, WorkflowStore> stores) {
        this.db = db;
        this.surroundings = surroundings;
        this.tracer = tracer;
        this.settings = settings;
        this.workflows = workflows;
        this.name = name;
        this.stores = stores;
        this.shift = newShift();
    }

    private Shift newShift() {
        return new Shift(
                stores.apply(name + "/" + surroundings.newId()),
                surroundings,
                settings.lease(),
                settings.concurrency());
    }

    void start(@Observes StartupEvent event) {
        definitions();
        var unused = db.whenReady().subscribe().with(ignored -> startTimers(), failure -> {});
    }

    void startTimers() {
        surroundings.every(Duration.ofMillis(1), settings.sweep(), this::sweep);
        surroundings.every(settings.lease().dividedBy(4), settings.lease().dividedBy(4), this::renew);
        surroundings.every(PURGE, PURGE, this::purge);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop();
    }

    /** Begins no further step, waits for those that are running, and gives the rest back. */
    void stop() throws InterruptedException {
        shift.end();
        long until = System.nanoTime() + settings.drain().toNanos();
        while (!shift.isIdle() && System.nanoTime() < until) {
            Thread.sleep(20);
        }
    }

    /** See {@link Rehearsal#crash}; returns the name under which the dead process holds its leases. */
    String crash() {
        Shift dead = shift;
        shift = newShift();
        dead.die();
        return dead.rows().process();
    }

    void watchedBy(Witness someone) {
        witness = someone;
    }

    // ---- what an execution needs ----

    Db db() {
        return db;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Tracer tracer() {
        return tracer;
    }

    Witness witness() {
        return witness;
    }

    WorkflowStore rows() {
        return shift.rows();
    }

    @SuppressWarnings("unchecked")
    <D> StepList<D> steps(String kind) {
        StepList<?> steps = definitions().get(kind);
        if (steps == null) {
            throw new IllegalStateException("no bean extends Workflow with the kind " + kind);
        }
        return (StepList<D>) steps;
    }

    private Map<String, StepList<?>> definitions() {
        Map<String, StepList<?>> known = definitions;
        if (known == null) {
            known = new HashMap<>();
            for (Workflow<?> workflow : workflows) {
                if (known.put(workflow.kind(), StepList.of(workflow)) != null) {
                    throw new IllegalStateException("two workflows have the kind " + workflow.kind());
                }
            }
            definitions = known;
        }
        return known;
    }

    // ---- running ----

    /** Runs a workflow that this process has leased with a statement that it began at that time. */
    void take(WorkflowRow row, long asked) {
        Shift now = shift;
        if (now.take(row, asked)) {
            execute(now, row);
        }
    }

    private void execute(Shift now, WorkflowRow row) {
        surroundings.apart(
                () -> new Execution<>(this, now, steps(row.kind), row).run(),
                outcome -> ended(now, row, outcome),
                failure -> broken(now, row, failure));
    }

    private void ended(Shift now, WorkflowRow row, Execution.Outcome outcome) {
        next(now, row);
        if (outcome instanceof Execution.Outcome.Later later) {
            surroundings.after(later.delay(), () -> leaseAgain(now, later.row()));
        }
    }

    private void broken(Shift now, WorkflowRow row, Throwable failure) {
        LOG.errorf(failure, "workflow=%s, workflow_id=%s, step=%s: cannot be performed", row.kind, row.id, row.step);
        next(now, row);
    }

    private void next(Shift now, WorkflowRow row) {
        now.drop(row).ifPresent(waiting -> execute(now, waiting));
    }

    private void leaseAgain(Shift then, WorkflowRow row) {
        if (then == shift && !then.isOver()) {
            long asked = surroundings.nanos();
            apart(() -> db.read(tx -> then.rows().leaseAgain(tx, row.id, row.generation))
                    .invoke(leased -> {
                        if (leased != null) {
                            take(leased, asked);
                        }
                    }));
        }
    }

    // ---- timers ----

    void sweep() {
        Shift now = shift;
        int room = now.room();
        if (now.isOver() || room == 0 || definitions().isEmpty() || !sweeping.compareAndSet(false, true)) {
            return;
        }
        long asked = surroundings.nanos();
        apart(() -> db.read(tx -> now.rows().leaseDue(tx, definitions().keySet(), room))
                .onItemOrFailure()
                .invoke((found, failure) -> sweeping.set(false))
                .invoke(found -> found.forEach(row -> take(row, asked))));
    }

    private void renew() {
        Shift now = shift;
        List<UUID> ageing = now.ageing();
        if (!ageing.isEmpty()) {
            long at = surroundings.nanos();
            apart(() -> db.read(tx -> now.rows().renew(tx, ageing)).invoke(renewed -> now.renewed(renewed, at)));
        }
    }

    private void purge() {
        apart(this::purgeAll);
    }

    /** In parts, so that no statement takes long; until nothing is left, so that a busy service keeps no more than it should. */
    private Uni<Void> purgeAll() {
        return db.read(tx -> rows().deleteFinished(tx, settings.keepFinished(), PURGE_AT_ONCE))
                .chain(deleted -> deleted < PURGE_AT_ONCE || shift.isOver()
                        ? Uni.createFrom().voidItem()
                        : purgeAll());
    }

    /** A database that is away has been told by the database; the next round tries again. */
    private void apart(Supplier<Uni<?>> work) {
        surroundings.apart(
                () -> work.get().replaceWithVoid(),
                done -> {},
                failure -> LOG.debug("a round of the workflow runner failed", failure));
    }
}
