package io.caelum.network.sweep;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.EventLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Runs each {@link Sweep} again and again, the next round a pause after the end of the last one. */
@ApplicationScoped
class Sweeper {

    private static final Logger LOG = Logger.getLogger(Sweeper.class);

    @Inject
    Vertx vertx;

    @Inject
    @Any
    Instance<Sweep> sweeps;

    @Inject
    SweepSettings settings;

    private volatile boolean stopped;

    void start(@Observes StartupEvent event) {
        sweeps.forEach(this::later);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void later(Sweep sweep) {
        if (!stopped) {
            vertx.setTimer(settings.sweepEvery().toMillis(), timer -> run(sweep));
        }
    }

    private void run(Sweep sweep) {
        EventLoop.runApart(vertx, () -> asTheCloud(sweep)).subscribe().with(done -> later(sweep), failure -> {
            LOG.debugf(failure, "a sweep failed; the next one comes soon");
            later(sweep);
        });
    }

    private static Uni<Void> asTheCloud(Sweep sweep) {
        CurrentContext.set(RequestContext.system("network"));
        return sweep.sweep();
    }
}
