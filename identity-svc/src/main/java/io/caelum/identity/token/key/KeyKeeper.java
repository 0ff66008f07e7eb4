package io.caelum.identity.token.key;

import io.caelum.identity.token.revocation.Revocations;
import io.caelum.identity.token.revocation.TrustBroadcast;
import io.caelum.platform.data.Db;
import io.caelum.platform.web.token.Tokens;
import io.caelum.platform.web.token.TrustSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Looks after keys and revocations now and then: makes, rotates, forgets, and tells the other services. */
@ApplicationScoped
class KeyKeeper {

    private static final Logger LOG = Logger.getLogger(KeyKeeper.class);
    private static final long PERIOD_MILLIS = 20_000;
    private static final long RETRY_MILLIS = 1_000;

    private final SigningKeys keys;
    private final Revocations revocations;
    private final TrustBroadcast others;
    private final TrustSource source;
    private final Tokens tokens;
    private final Db db;
    private final Vertx vertx;
    private volatile boolean stopped;

    KeyKeeper(
            SigningKeys keys,
            Revocations revocations,
            TrustBroadcast others,
            TrustSource source,
            Tokens tokens,
            Db db,
            Vertx vertx) {
        this.keys = keys;
        this.revocations = revocations;
        this.others = others;
        this.source = source;
        this.tokens = tokens;
        this.db = db;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        db.whenReady().subscribe().with(ready -> round(), failure -> again(RETRY_MILLIS));
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void round() {
        keys.maintain()
                .chain(changed -> changed ? announce() : Uni.createFrom().voidItem())
                .chain(() -> db.withTransaction(revocations::forgetOld))
                .subscribe()
                .with(done -> again(PERIOD_MILLIS), failure -> {
                    LOG.warnf("keys for tokens could not be looked after: %s", failure.getMessage());
                    again(RETRY_MILLIS);
                });
    }

    private Uni<Void> announce() {
        others.keysChanged();
        return tokens.refresh(source);
    }

    private void again(long millis) {
        if (!stopped) {
            vertx.setTimer(millis, timer -> round());
        }
    }
}
