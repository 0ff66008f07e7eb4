package io.caelum.platform.data;

import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The service's own database. Use cases open one transaction, where it can be seen; queries take the {@link Tx}.
 *
 * <p>May be used from anywhere: requests, RPC handlers, timers, virtual threads. Once begun, the work goes on even if
 * the caller hangs up. While the database is away calls fail within seconds with a {@link Fault} that names it.
 */
@ApplicationScoped
public class Db {

    private static final int TRIES = 6;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Sessions sessions;
    private final Schema schema;
    private final Vertx vertx;

    @Inject
    Db(Sessions sessions, Schema schema, Vertx vertx) {
        this.sessions = sessions;
        this.schema = schema;
        this.vertx = vertx;
    }

    /**
     * Runs the work in one transaction; commits when the Uni has a value, rolls back when it fails. The work runs again
     * when the database asks for it (deadlock, serialization failure), so it keeps no state of its own.
     */
    public <T> Uni<T> withTransaction(Function<Tx, Uni<T>> work) {
        return guarded(() -> {
            var request = RequestTransaction.current();
            return attempt(() -> request == null ? once(work) : request.perform(work), 1);
        });
    }

    /** As {@link #withTransaction} for work that is a single statement, which needs no {@code BEGIN} and {@code COMMIT}. */
    public <T> Uni<T> inOneStatement(Function<Tx, Uni<T>> work) {
        return guarded(() -> {
            var request = RequestTransaction.current();
            return attempt(() -> request == null ? alone(work) : request.perform(work), 1);
        });
    }

    /** Runs queries without a transaction of their own: each statement is one. */
    public <T> Uni<T> read(Function<Tx, Uni<T>> work) {
        return guarded(() -> {
            var request = RequestTransaction.current();
            return request == null || !request.isOpen()
                    ? inSession(session -> work.apply(Tx.statements(session)))
                    : request.perform(work);
        });
    }

    /** What the current request does from now on is one transaction, which {@link #endRequest} or {@link #dropRequest} ends. */
    void beginRequest(Runnable firstUse) {
        RequestTransaction.begin(sessions, firstUse);
    }

    /** Commits all that the request did together with that statement, or the statement alone if it did nothing. */
    Uni<Void> endRequest(String sql, Object... values) {
        return guarded(() -> {
            var request = RequestTransaction.leave();
            return request == null || !request.wasUsedForWork()
                    ? once(tx -> {
                        tx.ahead(sql, values);
                        return Uni.createFrom().voidItem();
                    })
                    : request.commit(sql, values);
        });
    }

    /** Takes back all that the request did. */
    Uni<Void> dropRequest() {
        return guarded(() -> {
            var request = RequestTransaction.leave();
            return request == null ? Uni.createFrom().voidItem() : request.giveUp();
        });
    }

    /** Completes when the database can be reached and its schema is up to date. */
    public Uni<Void> whenReady() {
        return schema.whenReady();
    }

    /** Whether the failure means that a row would have broken the named constraint, e.g. a unique index. */
    public static boolean isViolation(Throwable failure, String constraint) {
        return SqlFailure.isViolation(failure, constraint);
    }

    private <T> Uni<T> guarded(Supplier<Uni<T>> work) {
        return EventLoop.run(vertx, () -> EventLoop.limited(vertx, apart(work), LIMIT, this::noAnswer))
                .onFailure(SqlFailure::isTrouble)
                .transform(failure -> schema.unavailable(failure));
    }

    /** A cancelled query leaves its connection in an unknown state, so giving up does not reach the work. */
    private <T> Uni<T> apart(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            var unused = schema.require().chain(work::get).subscribe().with(emitter::complete, emitter::fail);
        });
    }

    private Fault noAnswer() {
        return schema.unavailable("no answer within " + LIMIT.toSeconds() + " s");
    }

    private <T> Uni<T> attempt(Supplier<Uni<T>> work, int tries) {
        return work.get()
                .onFailure(failure -> tries < TRIES && SqlFailure.mayRunAgain(failure))
                .recoverWithUni(() -> EventLoop.pause(vertx, backOff(tries)).chain(() -> attempt(work, tries + 1)));
    }

    private <T> Uni<T> once(Function<Tx, Uni<T>> work) {
        return inSession(session -> {
            var tx = Tx.transaction(session);
            return Uni.createFrom()
                    .deferred(() -> work.apply(tx))
                    .call(tx::commit)
                    .onFailure()
                    .call(tx::rollback)
                    .onFailure()
                    .transform(tx::reason)
                    .invoke(tx::committed);
        });
    }

    private <T> Uni<T> alone(Function<Tx, Uni<T>> work) {
        return inSession(session -> {
            var tx = Tx.statements(session);
            return Uni.createFrom().deferred(() -> work.apply(tx)).invoke(tx::committed);
        });
    }

    /** A session of its own each time: Hibernate's {@code withSession} would share one with parallel work. */
    private <T> Uni<T> inSession(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return sessions.open()
                .chain(session -> Uni.createFrom()
                        .deferred(() -> work.apply(session))
                        .onItemOrFailure()
                        .call(session::close));
    }

    private static Duration backOff(int tries) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(5, 10L << tries));
    }
}
