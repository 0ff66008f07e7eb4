package io.caelum.platform.workflow;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.data.Db;
import io.caelum.testkit.simulation.SimulatedProcess;
import io.caelum.testkit.simulation.SimulatedStore;
import io.caelum.testkit.simulation.Simulation;
import io.opentelemetry.api.trace.TracerProvider;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The workflow engine of one simulated process: the real one, with time, timers, chance and table of the simulation. */
public final class SimulatedEngine {

    private final List<Workflow<?>> workflows = new ArrayList<>();
    private final Runner runner;
    private final Workflows entrance;

    public SimulatedEngine(SimulatedProcess process, Db db, Table table, WorkflowSettings settings) {
        Simulation simulation = process.simulation();
        runner = new Runner(
                db,
                new InSimulation(process),
                TracerProvider.noop().get("simulation"),
                settings,
                workflows,
                process.name(),
                name -> new SimulatedRows(table.rows, simulation, name, settings.lease(), settings.undoPatience()));
        entrance = new Workflows(runner, db);
    }

    /** The table of workflows that all processes share. */
    public static final class Table {

        private final SimulatedStore.Table<UUID, WorkflowRow> rows;

        public Table(SimulatedStore store) {
            rows = store.table(SimulatedRows::copy);
        }

        /** Those that are not over, in words. */
        public List<String> unfinished() {
            return rows.all().stream()
                    .filter(row -> !SimulatedRows.isFinished(row))
                    .map(row -> row.kind + " of " + row.resourceId + ": " + row.state + " in " + row.step + ", try "
                            + row.attempt + ", owner " + row.owner + (row.cancelAsked ? ", cancelled" : ""))
                    .toList();
        }
    }

    public Workflows workflows() {
        return entrance;
    }

    /** Makes known what it performs, and begins. */
    public void start(Workflow<?>... kinds) {
        workflows.addAll(List.of(kinds));
        runner.startTimers();
    }

    public void watchedBy(Witness witness) {
        runner.watchedBy(witness);
    }

    private record InSimulation(SimulatedProcess process) implements Surroundings {

        @Override
        public long nanos() {
            return process.simulation().nanos();
        }

        @Override
        public void after(Duration delay, Runnable work) {
            process.after(delay, work);
        }

        @Override
        public void every(Duration first, Duration period, Runnable work) {
            process.after(first, () -> {
                work.run();
                every(period, period, work);
            });
        }

        @Override
        public <T> void apart(Supplier<Uni<T>> work, Consumer<T> done, Consumer<Throwable> failed) {
            process.after(Duration.ofNanos(1), () -> {
                var unused = Uni.createFrom().<T>deferred(work::get).subscribe().with(done, failed);
            });
        }

        @Override
        public Executor here() {
            var request = CurrentContext.get();
            return next -> {
                CurrentContext.set(request);
                next.run();
            };
        }

        @Override
        public Uni<Void> pause(Duration time) {
            return Uni.createFrom().emitter(emitter -> process.after(time, () -> emitter.complete(null)));
        }

        @Override
        public <T> Uni<T> limited(Uni<T> work, Duration limit, Supplier<Throwable> tooLate) {
            Uni<T> end = pause(limit).chain(() -> Uni.createFrom().failure(tooLate));
            return Uni.combine().any().of(work, end);
        }

        @Override
        public long random(long bound) {
            return process.simulation().random(bound);
        }

        @Override
        public UUID newId() {
            return process.simulation().newId();
        }
    }
}
