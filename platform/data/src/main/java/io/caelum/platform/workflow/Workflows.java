package io.caelum.platform.workflow;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.RowJson;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Starts, signals and cancels workflows; the runner behind it leases and performs them. */
@ApplicationScoped
public class Workflows {

    private final Runner runner;
    private final Db db;

    @Inject
    Workflows(Runner runner, Db db) {
        this.runner = runner;
        this.db = db;
    }

    /**
     * Records a workflow for a resource, leased to this process, which runs it straight after the commit.
     *
     * @return the workflow's id
     */
    public <D> Uni<UUID> start(Tx tx, Workflow<D> workflow, UUID resourceId, D data) {
        StepSpec<?> first = runner.steps(workflow.kind()).first();
        var row = new WorkflowRow();
        row.id = runner.surroundings().newId();
        row.kind = workflow.kind();
        row.resourceId = resourceId;
        row.step = first.name();
        row.data = RowJson.write(data);
        row.context = RowJson.write(CurrentContext.get().toWire());
        row.traceParent = Trail.current();
        long asked = runner.surroundings().nanos();
        return runner.rows()
                .insert(tx, row, first.limit())
                .invoke(leased -> tx.afterCommit(() -> runner.take(leased, asked)))
                .map(leased -> leased.id);
    }

    /**
     * Records a signal for all unfinished workflows of a kind that are about the resource, and wakes those that wait. A
     * signal for nobody is dropped.
     *
     * @param payload anything Jackson can write, or null
     * @return whether there was a workflow to take it
     */
    public Uni<Boolean> signal(Tx tx, String kind, UUID resourceId, String name, Object payload) {
        long asked = runner.surroundings().nanos();
        return runner.rows()
                .signal(tx, kind, resourceId, new Run.Signal(name, payload == null ? null : RowJson.toTree(payload)))
                .map(found -> runWoken(tx, found, asked));
    }

    /**
     * Asks the unfinished workflow of that kind to unwind before its next step and end with {@link Workflow#cancelled}.
     *
     * @return whether there was one; if false nothing of that kind runs for the resource
     */
    public Uni<Boolean> cancel(Tx tx, String kind, UUID resourceId) {
        long asked = runner.surroundings().nanos();
        return runner.rows().cancel(tx, kind, resourceId).map(found -> runWoken(tx, found, asked));
    }

    /** Whether an unfinished workflow of that kind is about the resource; locks its row until the transaction ends. */
    public Uni<Boolean> isRunning(Tx tx, String kind, UUID resourceId) {
        return runner.rows().lockUnfinished(tx, kind, resourceId);
    }

    /** How many workflows there are in which state, and how long the slowest has been where it is. */
    public Uni<Census> census() {
        return db.read(tx -> runner.rows().census(tx));
    }

    private boolean runWoken(Tx tx, List<WorkflowRow> found, long asked) {
        String process = runner.rows().process();
        found.stream()
                .filter(row -> row.wokenFor(process))
                .forEach(row -> tx.afterCommit(() -> runner.take(row, asked)));
        return !found.isEmpty();
    }
}
