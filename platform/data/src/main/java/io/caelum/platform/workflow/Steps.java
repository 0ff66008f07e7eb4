package io.caelum.platform.workflow;

import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Where a workflow writes down its list of steps, in order. */
public interface Steps<D> {

    /**
     * Work outside the database (RPC, casts): performed, then its result is recorded. A crash in between repeats it, so
     * it must be fine to run twice.
     */
    Step<D> step(String name, Function<Run<D>, Uni<D>> work);

    /** Work in the database: performed in the transaction that also records the move, so it happens exactly once. */
    Step<D> transact(String name, BiFunction<Tx, Run<D>, Uni<D>> work);

    /**
     * Waits until the condition gives a value; it is asked when the step is reached and after each signal. The workflow
     * holds no lease and no thread while it waits. All signals so far are in {@link Run#signals}.
     */
    Step<D> await(String name, BiFunction<Tx, Run<D>, Uni<Optional<D>>> condition);

    /** One step, to say more about it. */
    interface Step<D> {

        /** How to take the step back, outside the database; run twice or without the step having done anything is fine. */
        Step<D> undo(Function<Run<D>, Uni<Void>> undo);

        /** How to take the step back in the database, in the transaction that records it. */
        Step<D> undoTransact(BiFunction<Tx, Run<D>, Uni<Void>> undo);

        /** How long the step may take in all, retries and waiting included; then the workflow unwinds. Default 60 s. */
        Step<D> within(Duration limit);
    }
}
