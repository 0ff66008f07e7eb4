package io.caelum.platform.data;

import io.caelum.platform.fault.Fault;
import io.caelum.testkit.simulation.SimulatedProcess;
import io.caelum.testkit.simulation.SimulatedStore;
import io.caelum.testkit.simulation.Simulation;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * The database as one process meets it: an answer takes its time, may come when the process is dead, or may get lost
 * although the work was committed. A transaction is performed at one moment.
 */
public final class SimulatedDb extends Db {

    private static final Duration WAY = Duration.ofMillis(4);

    private final SimulatedProcess process;
    private final SimulatedStore store;
    private final DoubleSupplier trouble;

    /** @param trouble how often a transaction is not performed; as often it is, but its answer is lost */
    public SimulatedDb(SimulatedProcess process, SimulatedStore store, DoubleSupplier trouble) {
        super(null, null, null);
        this.process = process;
        this.store = store;
        this.trouble = trouble;
    }

    @Override
    public <T> Uni<T> withTransaction(Function<Tx, Uni<T>> work) {
        Simulation simulation = process.simulation();
        return Uni.createFrom().emitter(emitter -> {
            boolean refused = simulation.chance(trouble.getAsDouble());
            boolean unheard = simulation.chance(trouble.getAsDouble());
            process.after(simulation.upTo(WAY), () -> {
                if (refused) {
                    answer(emitter, lost());
                } else {
                    perform(work, emitter, unheard);
                }
            });
        });
    }

    private <T> void perform(Function<Tx, Uni<T>> work, UniEmitter<? super T> emitter, boolean unheard) {
        var tx = Tx.transaction(null);
        var result = new AtomicReference<T>();
        var failure = new AtomicReference<Throwable>();
        boolean[] over = new boolean[1];
        store.begin();
        var unused = Uni.createFrom()
                .<T>deferred(() -> work.apply(tx))
                .subscribe()
                .with(
                        item -> {
                            result.set(item);
                            over[0] = true;
                        },
                        failed -> {
                            failure.set(failed);
                            over[0] = true;
                        });
        if (!process.isAlive() || process.isStopped()) {
            // Without its commit; PostgreSQL does not wait long for those who are stopped
            store.rollback();
            answer(emitter, lost());
        } else if (!over[0]) {
            throw new IllegalStateException("work in a transaction waits for something outside of it");
        } else if (failure.get() != null) {
            store.rollback();
            answer(emitter, failure.get());
        } else {
            store.commit();
            process.after(process.simulation().upTo(WAY), () -> {
                if (unheard) {
                    emitter.fail(lost());
                } else {
                    tx.committed();
                    emitter.complete(result.get());
                }
            });
        }
    }

    private <T> void answer(UniEmitter<? super T> emitter, Throwable failure) {
        process.after(process.simulation().upTo(WAY), () -> emitter.fail(failure));
    }

    private static Fault lost() {
        return Fault.unavailable("The database does not answer.");
    }

    @Override
    public <T> Uni<T> inOneStatement(Function<Tx, Uni<T>> work) {
        return withTransaction(work);
    }

    @Override
    public <T> Uni<T> read(Function<Tx, Uni<T>> work) {
        return withTransaction(work);
    }

    @Override
    public Uni<Void> whenReady() {
        return Uni.createFrom().voidItem();
    }
}
