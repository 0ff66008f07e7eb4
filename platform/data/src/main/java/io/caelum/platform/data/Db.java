package io.caelum.platform.data;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** The service's own database. Use cases open one transaction, where it can be seen; queries take the {@link Tx}. */
@ApplicationScoped
public class Db {

    @Inject
    Mutiny.SessionFactory sessions;

    /** Runs the work in one transaction; commits when the Uni has a value, rolls back when it fails. */
    public <T> Uni<T> withTransaction(Function<Tx, Uni<T>> work) {
        return sessions.withStatelessTransaction(session -> {
                    var tx = new Tx(session);
                    return work.apply(tx).map(result -> new Committed<>(tx, result));
                })
                .map(Committed::finish);
    }

    /** Runs queries without a transaction of their own. */
    public <T> Uni<T> read(Function<Tx, Uni<T>> work) {
        return sessions.withStatelessSession(session -> work.apply(new Tx(session)));
    }

    private record Committed<T>(Tx tx, T result) {
        T finish() {
            tx.committed();
            return result;
        }
    }
}
