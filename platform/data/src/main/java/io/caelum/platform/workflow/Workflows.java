package io.caelum.platform.workflow;

import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Starts, signals and cancels workflows; the runner behind it leases and performs them. */
@ApplicationScoped
public class Workflows {

    /**
     * Records a workflow for a resource, leased to this process, which runs it straight after the commit.
     *
     * @return the workflow's id
     */
    public <D> Uni<UUID> start(Tx tx, Workflow<D> workflow, UUID resourceId, D data) {
        throw new UnsupportedOperationException();
    }

    /**
     * Records a signal for all unfinished workflows of a kind that are about the resource, and wakes those that wait. A
     * signal for nobody is dropped.
     *
     * @param payload anything Jackson can write, or null
     * @return whether there was a workflow to take it
     */
    public Uni<Boolean> signal(Tx tx, String kind, UUID resourceId, String name, Object payload) {
        throw new UnsupportedOperationException();
    }

    /**
     * Asks the unfinished workflow of that kind to unwind before its next step and end with {@link Workflow#cancelled}.
     *
     * @return whether there was one; if false nothing of that kind runs for the resource
     */
    public Uni<Boolean> cancel(Tx tx, String kind, UUID resourceId) {
        throw new UnsupportedOperationException();
    }

    /** Whether an unfinished workflow of that kind is about the resource; locks its row until the transaction ends. */
    public Uni<Boolean> isRunning(Tx tx, String kind, UUID resourceId) {
        throw new UnsupportedOperationException();
    }
}
