package io.caelum.compute.heal;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.EventLoop;
import io.caelum.platform.data.Tx;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Goes the rounds. Of several instances the one that comes first does a round, the others leave it to that one. */
@ApplicationScoped
class Healer {

    private static final Logger LOG = Logger.getLogger(Healer.class);

    /** Held until the transaction ends. */
    private static final String TURN = "select pg_try_advisory_xact_lock(hashtextextended('caelum healing round', 0))";

    private final Vertx vertx;
    private final Db db;
    private final HealSettings settings;
    private final ClaimHealing claims;
    private final ServerHealing servers;
    private volatile boolean stopped;

    Healer(Vertx vertx, Db db, HealSettings settings, ClaimHealing claims, ServerHealing servers) {
        this.vertx = vertx;
        this.db = db;
        this.settings = settings;
        this.claims = claims;
        this.servers = servers;
    }

    void start(@Observes StartupEvent event) {
        if (!settings.healEvery().isZero()) {
            later();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void later() {
        if (!stopped) {
            vertx.setTimer(
                    settings.healEvery().toMillis(),
                    timer -> EventLoop.runApart(vertx, this::round).subscribe().with(done -> later(), failure -> {
                        LOG.infof("a healing round failed, the next one comes soon: error=%s", failure.getMessage());
                        later();
                    }));
        }
    }

    Uni<Void> round() {
        CurrentContext.set(RequestContext.system("compute-control"));
        return db.withTransaction(tx ->
                isOurs(tx).chain(ours -> ours ? heal(tx) : Uni.createFrom().voidItem()));
    }

    private static Uni<Boolean> isOurs(Tx tx) {
        return tx.session().createNativeQuery(TURN, Boolean.class).getSingleResult();
    }

    /** Servers first: who is in error has no claim any more. */
    private Uni<Void> heal(Tx tx) {
        return servers.heal(tx).chain(() -> claims.heal(tx));
    }
}
