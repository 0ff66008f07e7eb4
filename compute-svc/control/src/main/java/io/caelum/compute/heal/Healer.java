package io.caelum.compute.heal;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.EventLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Goes the rounds. Several instances may do so at once: each thing is healed by the one that finds it as it should not be. */
@ApplicationScoped
class Healer {

    private static final Logger LOG = Logger.getLogger(Healer.class);

    private final Vertx vertx;
    private final HealSettings settings;
    private final ClaimHealing claims;
    private final ServerHealing servers;
    private volatile boolean stopped;

    Healer(Vertx vertx, HealSettings settings, ClaimHealing claims, ServerHealing servers) {
        this.vertx = vertx;
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

    /** Servers first: who is in error has no claim any more. */
    Uni<Void> round() {
        CurrentContext.set(RequestContext.system("compute-control"));
        return servers.heal().chain(claims::heal);
    }
}
