package io.caelum.platform.data;

import io.caelum.platform.fault.Fault;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * All the database work of one HTTP request as one transaction, which ends when the answer is known: so that the answer
 * can be kept if and only if the work was. It belongs to the request's Vert.x context; what the request sets going
 * elsewhere (workflows, the outbox) has a context of its own and nothing to do with it.
 */
final class RequestTransaction {

    private static final String KEY = "caelum.request-transaction";

    private final Sessions sessions;
    private final Runnable firstUse;

    private Mutiny.@Nullable StatelessSession session;
    private @Nullable Tx tx;
    private boolean used;
    private boolean busy;
    private boolean hasWork;
    private boolean lostWork;
    private boolean over;

    private RequestTransaction(Sessions sessions, Runnable firstUse) {
        this.sessions = sessions;
        this.firstUse = firstUse;
    }

    static void begin(Sessions sessions, Runnable firstUse) {
        ContextLocals.put(KEY, new RequestTransaction(sessions, firstUse));
    }

    /** The one of the current request, if it wants one; null for all others. */
    static @Nullable RequestTransaction current() {
        if (!VertxContext.isOnDuplicatedContext()) {
            return null;
        }
        RequestTransaction found = ContextLocals.<RequestTransaction>get(KEY).orElse(null);
        if (found != null && !found.used) {
            found.used = true;
            // When whoever waits for the answer has been told how it will come
            Vertx.currentContext().runOnContext(ignored -> found.firstUse.run());
        }
        return found;
    }

    /** Takes it off the current request: what comes now does not belong to it any more. */
    static @Nullable RequestTransaction leave() {
        RequestTransaction found = VertxContext.isOnDuplicatedContext()
                ? ContextLocals.<RequestTransaction>get(KEY).orElse(null)
                : null;
        if (found != null) {
            ContextLocals.remove(KEY);
        }
        return found;
    }

    boolean isOpen() {
        return tx != null;
    }

    boolean wasUsedForWork() {
        return hasWork || lostWork;
    }

    /** Like a transaction of its own, except that the commit comes later: work that fails is rolled back at once. */
    <T> Uni<T> perform(Function<Tx, Uni<T>> work) {
        busy = true;
        return open().chain(work::apply)
                .invoke(() -> hasWork = true)
                .onFailure()
                .call(this::lose)
                .onItemOrFailure()
                .call(() -> {
                    busy = false;
                    return over ? rollback() : Uni.createFrom().voidItem();
                });
    }

    private Uni<Tx> open() {
        if (over || lostWork) {
            return Uni.createFrom()
                    .failure(() ->
                            Fault.unavailable("The request could not be completed and was taken back. Repeat it."));
        }
        if (tx != null) {
            return Uni.createFrom().item(tx);
        }
        return sessions.open().map(opened -> {
            session = opened;
            tx = Tx.transaction(opened);
            return tx;
        });
    }

    /** With what failed goes what was done before it, so nothing may follow that relies on that. */
    private Uni<Void> lose() {
        lostWork = hasWork;
        return rollback();
    }

    /** Commits, with that statement as the last one. */
    Uni<Void> commit(String sql, Object... values) {
        over = true;
        Tx ending = tx;
        if (ending == null || lostWork) {
            return Uni.createFrom().failure(() -> Fault.unavailable("The request was taken back. Repeat it."));
        }
        return Uni.createFrom()
                .deferred(() -> {
                    ending.ahead(sql, values);
                    return ending.commit();
                })
                .onFailure()
                .call(ending::rollback)
                .onFailure()
                .transform(ending::reason)
                .eventually(this::close)
                .invoke(ending::committed);
    }

    /** What is being done at this moment is taken back when it has ended. */
    Uni<Void> giveUp() {
        over = true;
        return busy ? Uni.createFrom().voidItem() : rollback();
    }

    private Uni<Void> rollback() {
        Tx ending = tx;
        return ending == null ? Uni.createFrom().voidItem() : ending.rollback().eventually(this::close);
    }

    private Uni<Void> close() {
        var closing = session;
        session = null;
        tx = null;
        return closing == null ? Uni.createFrom().voidItem() : closing.close();
    }
}
