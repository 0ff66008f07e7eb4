package io.caelum.platform.workflow;

import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;

/**
 * A long operation: a list of named steps with undo, stored with its resource in the service's own database. A subclass
 * is a CDI bean; its {@link #steps} method comes first in the file and is the documentation.
 *
 * <p>A step that fails with a {@link StepFailed} or a {@code Fault} is not tried again (except a fault of kind
 * UNAVAILABLE or TOO_MANY_REQUESTS, which pass); with a {@link RetryFrom} the workflow goes back to an earlier step;
 * with anything else it is tried again with back-off until its time is over. Then {@link #failing} tells so at once, all
 * steps done so far are undone in reverse order and {@link #failed} ends the workflow. A step outside the database that
 * failed is undone too, since it may have done half of its work.
 *
 * @param <D> the data, a record that Jackson can write and read
 */
public abstract class Workflow<D> {

    private final String kind;
    private final Class<D> dataType;

    /** @param kind stored with each row and never changed; e.g. {@code boot-server} */
    protected Workflow(String kind, Class<D> dataType) {
        this.kind = kind;
        this.dataType = dataType;
    }

    /** For the client proxies of CDI only, which hand every call on to the bean. */
    protected Workflow() {
        this.kind = null;
        this.dataType = null;
    }

    public String kind() {
        return kind;
    }

    public Class<D> dataType() {
        return dataType;
    }

    /** The key under which spans and log lines name the resource, e.g. {@code caelum.server_id}. */
    protected String resourceAttribute() {
        return "caelum.resource_id";
    }

    /** Writes down the steps; called once. */
    protected abstract void steps(Steps<D> steps);

    /**
     * It has failed: whoever waits for it is told here, in the transaction that turns back, since taking everything back
     * may need long. May come again, also after a try that was to be followed by another one (see {@link RetryFrom}) if
     * it cannot be taken back in good time; then no other try follows.
     */
    protected Uni<Void> failing(Tx tx, Run<D> run, Failure failure) {
        return Uni.createFrom().voidItem();
    }

    /**
     * It was cancelled, and an undo has failed for some time. It goes on being tried, and {@link #cancelled} follows in
     * the end.
     */
    protected Uni<Void> cancelling(Tx tx, Run<D> run, Failure failure) {
        return Uni.createFrom().voidItem();
    }

    /** Everything is undone: record why, in the transaction that ends the workflow. */
    protected abstract Uni<Void> failed(Tx tx, Run<D> run, Failure failure);

    /** Everything is undone because {@link Workflows#cancel} asked for it: in the transaction that ends the workflow. */
    protected abstract Uni<Void> cancelled(Tx tx, Run<D> run);
}
