package io.caelum.platform.data;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * One running transaction: the session, and what to do when it has been committed (wake a runner, send an outbox row).
 * What is registered here is only a hint for speed: everything that must happen is a row.
 */
public final class Tx {

    private static final Logger LOG = Logger.getLogger(Tx.class);

    private final Mutiny.StatelessSession session;
    private final List<Runnable> afterCommit = new ArrayList<>();

    Tx(Mutiny.StatelessSession session) {
        this.session = session;
    }

    /** The session; it belongs to this transaction's chain: never two queries on it in parallel. */
    public Mutiny.StatelessSession session() {
        return session;
    }

    /** Runs once after the commit, not at all after a rollback; must not throw or block. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    void committed() {
        for (Runnable action : afterCommit) {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.error("work after a commit failed; the row it is about will be found by the next sweep", e);
            }
        }
    }
}
