package io.caelum.compute.server.console;

import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

@ApplicationScoped
class ConsoleTokens {

    Uni<Void> insert(Tx tx, ConsoleToken token) {
        return tx.session().insert(token);
    }

    /** The token if it is still good: its server is there, runs, and is where it was. */
    Uni<ConsoleToken> findGood(Tx tx, String hash, Instant now) {
        return tx.session()
                .createNativeQuery("""
                        select t.* from console_token t join servers s on s.id = t.server_id and s.host = t.host
                        where t.hash = :hash and t.expires_at > :now and s.deleted_at is null
                            and s.vm_state in ('ACTIVE', 'PAUSED', 'RESCUED')""", ConsoleToken.class)
                .setParameter("hash", hash)
                .setParameter("now", now)
                .getSingleResultOrNull();
    }

    Uni<Void> deleteExpired(Tx tx, Instant now) {
        return tx.session()
                .createMutationQuery("delete ConsoleToken where expiresAt <= :now")
                .setParameter("now", now)
                .executeUpdate()
                .replaceWithVoid();
    }
}
