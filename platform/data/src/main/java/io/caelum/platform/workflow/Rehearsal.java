package io.caelum.platform.workflow;

import io.caelum.platform.data.Db;
import io.caelum.platform.data.EventLoop;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Where tests take hold of the runner, to break workflows in exact places. Nothing else injects it, so that it is no part
 * of a running service.
 */
@ApplicationScoped
public class Rehearsal {

    private static final Logger LOG = Logger.getLogger(Rehearsal.class);

    private final Runner runner;
    private final Db db;
    private final Vertx vertx;

    @Inject
    Rehearsal(Runner runner, Db db, Vertx vertx) {
        this.runner = runner;
        this.db = db;
        this.vertx = vertx;
    }

    /** From now on that one is asked; {@link Witness#NONE} ends it. */
    public void watchedBy(Witness witness) {
        runner.watchedBy(witness);
    }

    /**
     * The process dies and another one starts: what was held is neither finished nor given back, and taken over when the
     * leases run out, which they do at once, so that nobody has to wait for it. A witness that lets the work fail at this
     * moment makes it end here, as in a process that is gone; one that lets it go on makes a zombie, as of a process that
     * was only stopped for a while.
     */
    public void crash() {
        String dead = runner.crash();
        // Apart: what the dead process has locked in a transaction is free only after this
        var unused = EventLoop.runApart(vertx, () -> leasesOf(dead))
                .subscribe()
                .with(ended -> runner.sweep(), failure -> LOG.warn("The leases will run out by themselves", failure));
    }

    private Uni<Integer> leasesOf(String process) {
        return db.inOneStatement(tx -> tx.session()
                .createNativeQuery("update workflow set leased_until = clock_timestamp() where owner = :process")
                .setParameter("process", process)
                .executeUpdate());
    }

    /** The steps of a kind, in order. */
    public List<Part> parts(String kind) {
        return runner.steps(kind).parts();
    }

    /** The newest workflow of that kind about the resource: RUNNING, WAITING, UNDOING, DONE, FAILED, CANCELLED; or null. */
    public Uni<Place> place(String kind, UUID resourceId) {
        return db.read(tx -> tx.session()
                        .createQuery(
                                "from WorkflowRow where kind = :kind and resourceId = :id order by createdAt desc",
                                WorkflowRow.class)
                        .setParameter("kind", kind)
                        .setParameter("id", resourceId)
                        .setMaxResults(1)
                        .getResultList())
                .map(found -> found.isEmpty() ? null : Place.of(found.getFirst()));
    }

    /** One step of a workflow. */
    public record Part(String name, boolean undoable, boolean waits) {}

    /** Where a workflow is. */
    public record Place(String state, String step, int attempt, String failure) {

        static Place of(WorkflowRow row) {
            return new Place(
                    row.state.name(),
                    row.step,
                    row.attempt,
                    row.failure == null ? "" : row.recordedFailure().toString());
        }

        public boolean isOver() {
            return state.equals("DONE") || state.equals("FAILED") || state.equals("CANCELLED");
        }
    }
}
