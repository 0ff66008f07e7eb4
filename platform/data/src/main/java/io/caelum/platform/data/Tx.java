package io.caelum.platform.data;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinyStatelessSessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One running transaction: the session, what is written just before the commit, and what to do when it has been committed
 * (wake a runner, send an outbox row). What is registered for afterwards is only a hint for speed: everything that must
 * happen is a row.
 *
 * <p>It begins with its first statement, and nobody waits for the answer to the {@code BEGIN}: the statement goes down
 * the same connection right behind it. So do statements after those that are sent {@link #ahead}.
 */
public final class Tx {

    private static final Logger LOG = Logger.getLogger(Tx.class);

    /** Rows that a transaction collects, to send them {@link #ahead} of its end with one statement. */
    public interface Gathering {
        void send(Tx tx);
    }

    private final Mutiny.StatelessSession session;
    private final boolean eachStatementByItself;
    private final Map<Class<?>, Gathering> gatherings = new LinkedHashMap<>();
    private final List<CompletableFuture<Integer>> ahead = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private @Nullable CompletionStage<Void> begun;

    private Tx(Mutiny.StatelessSession session, boolean eachStatementByItself) {
        this.session = session;
        this.eachStatementByItself = eachStatementByItself;
    }

    static Tx transaction(Mutiny.StatelessSession session) {
        return new Tx(session, false);
    }

    static Tx statements(Mutiny.StatelessSession session) {
        return new Tx(session, true);
    }

    /** The session; it belongs to this transaction's chain: never two queries on it in parallel. */
    public Mutiny.StatelessSession session() {
        if (begun == null && !eachStatementByItself) {
            begun = connection().beginTransaction();
        }
        return session;
    }

    /** The session for a statement that nothing follows: if nothing came before either, it needs no {@code BEGIN}. */
    public Mutiny.StatelessSession sessionForTheLast() {
        sendGathered();
        return begun == null ? session : session();
    }

    /**
     * Deletes the row of an entity; one that is gone already is fine. Never do it by the session's own {@code delete}:
     * Hibernate Reactive keeps the pending answer in a field that all sessions share, so of two deletes at the same moment
     * one never ends, and the other one too early.
     */
    public Uni<Void> delete(Class<?> entity, Object id) {
        return session()
                .createMutationQuery("delete from " + entity.getSimpleName() + " where id = :id")
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /**
     * Sends a statement whose answer nobody needs: the next one goes down the connection right behind it. If it fails all
     * that follows fails, with its failure as the reason.
     *
     * @param sql with {@code $1}, {@code $2}...
     */
    public void ahead(String sql, Object... values) {
        if (eachStatementByItself) {
            throw new IllegalStateException("only in a transaction does a statement belong to the next one");
        }
        session();
        ahead.add(connection().update(sql, values).toCompletableFuture());
    }

    /** What this transaction gathers of that kind. */
    public <G extends Gathering> G gathering(Class<G> kind, Supplier<G> first) {
        if (eachStatementByItself) {
            throw new IllegalStateException("only a transaction has an end at which to write what is gathered");
        }
        return kind.cast(gatherings.computeIfAbsent(kind, ignored -> first.get()));
    }

    /** Runs once after the commit, not at all after a rollback; must not throw or block. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    private void sendGathered() {
        gatherings.values().forEach(gathering -> gathering.send(this));
        gatherings.clear();
    }

    Uni<Void> commit() {
        return Uni.createFrom().deferred(() -> {
            sendGathered();
            return begun == null
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().completionStage(commitBehindAll());
        });
    }

    private CompletionStage<Void> commitBehindAll() {
        return CompletableFuture.allOf(ahead.toArray(CompletableFuture[]::new))
                .thenCombine(begun, (sent, began) -> began)
                .thenCompose(ignored -> connection().commitTransaction());
    }

    /** Once a statement has failed all others are refused; what counts is the first. */
    Throwable reason(Throwable failure) {
        return ahead.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .findFirst()
                .map(CompletableFuture::exceptionNow)
                .orElse(failure);
    }

    /** The failure that led here is what counts; a connection that cannot even roll back is closed by the pool. */
    Uni<Void> rollback() {
        return begun == null || !connection().isTransactionInProgress()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom()
                        .completionStage(() -> connection().rollbackTransaction())
                        .onFailure()
                        .recoverWithNull();
    }

    private ReactiveConnection connection() {
        return ((MutinyStatelessSessionImpl) session).getReactiveConnection();
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
