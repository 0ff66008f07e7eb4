package io.caelum.platform.workflow;

import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where workflows stand, as one process sees it. Times are the store's, so that the clocks of processes do not matter.
 * Each record of progress is one conditional update: it names the lease (generation) and the place it comes from, and
 * answers the row as it is now, or null when it was refused.
 */
interface WorkflowStore {

    String process();

    Uni<WorkflowRow> insert(Tx tx, WorkflowRow row, Duration limit);

    /** The step is done, the next one begins. */
    Uni<WorkflowRow> moved(Tx tx, WorkflowRow row, StepSpec<?> to, String data);

    /** A step outside the database is done, but a cancel came meanwhile: keeps what the step found out. */
    Uni<WorkflowRow> keep(Tx tx, WorkflowRow row, String data);

    /** It is over. A cancel that came before is not overlooked. */
    Uni<WorkflowRow> finished(Tx tx, WorkflowRow row, State end, String last, String data);

    /**
     * Goes to wait in that step. If a signal came that the condition has not seen, or a cancel, it is in the step but
     * does not wait: the row that comes back tells.
     */
    Uni<WorkflowRow> waiting(Tx tx, WorkflowRow row, StepSpec<?> in, String data, int seen);

    /** Will be tried again later, by whoever is there. */
    Uni<WorkflowRow> postponed(Tx tx, WorkflowRow row, Duration delay);

    /** Given up by this process, to be taken at once by another. */
    Uni<WorkflowRow> released(Tx tx, WorkflowRow row);

    /** Turns back: takes back that step first. */
    Uni<WorkflowRow> unwinding(
            Tx tx, WorkflowRow row, String undo, @Nullable Failure failure, @Nullable RetryFrom again);

    /** It does not succeed in unwinding: whoever waits is told now, and no other way is tried any more. */
    Uni<WorkflowRow> toldOfTrouble(Tx tx, WorkflowRow row);

    /** The step is taken back, the next one follows. */
    Uni<WorkflowRow> undone(Tx tx, WorkflowRow row, String next);

    /** Enough is taken back: goes forward again with the new data, unless it was cancelled. */
    Uni<WorkflowRow> forwardAgain(Tx tx, WorkflowRow row, StepSpec<?> to, String data);

    Uni<WorkflowRow> find(Tx tx, UUID id);

    /** Leases up to so many that nobody holds and whose time has come. */
    Uni<List<WorkflowRow>> leaseDue(Tx tx, Collection<String> kinds, int limit);

    /** Leases one that was postponed, if nobody else did. */
    Uni<WorkflowRow> leaseAgain(Tx tx, UUID id, long generation);

    /** Counts and stores the signal; leases to this process those that wait. */
    Uni<List<WorkflowRow>> signal(Tx tx, String kind, UUID resource, Run.Signal signal);

    /** Asks to unwind; leases to this process those that wait for a signal or for their next try, forward or back. */
    Uni<List<WorkflowRow>> cancel(Tx tx, String kind, UUID resource);

    Uni<Boolean> lockUnfinished(Tx tx, String kind, UUID resource);

    /** @return those that this process still held */
    Uni<List<UUID>> renew(Tx tx, Collection<UUID> ids);

    Uni<Integer> deleteFinished(Tx tx, Duration after, int limit);

    Uni<Census> census(Tx tx);
}
