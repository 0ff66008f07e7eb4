package io.caelum.identity.bootstrap;

import io.caelum.platform.data.Db;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Runs the bootstrap when database and Keycloak answer, and says what it waits for until then. */
@Readiness
@ApplicationScoped
class BootstrapRunner implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(BootstrapRunner.class);
    private static final long RETRY_MILLIS = 1_000;
    private static final int LOG_EVERY = 15;

    private final Bootstrap bootstrap;
    private final Db db;
    private final Vertx vertx;
    private volatile boolean stopped;
    private volatile boolean done;
    private volatile String problem = "not tried yet";
    private int failures;

    BootstrapRunner(Bootstrap bootstrap, Db db, Vertx vertx) {
        this.bootstrap = bootstrap;
        this.db = db;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        problem = "waiting for the database";
        db.whenReady().subscribe().with(ready -> begin(), this::tryAgain);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    void begin() {
        problem = "waiting for Keycloak, where the first users are made";
        attempt();
    }

    private void attempt() {
        long begun = System.nanoTime();
        bootstrap.run().subscribe().with(ignored -> finish(begun), this::tryAgain);
    }

    private void finish(long begun) {
        done = true;
        LOG.infof(
                "the cloud's first users, roles and endpoints are there: took_ms=%d",
                (System.nanoTime() - begun) / 1_000_000);
    }

    private void tryAgain(Throwable failure) {
        problem = String.valueOf(failure.getMessage());
        if (failures++ % LOG_EVERY == 0) {
            LOG.warnf(failure, "the bootstrap waits: %s", problem);
        }
        if (!stopped) {
            vertx.setTimer(RETRY_MILLIS, timer -> attempt());
        }
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("bootstrap").status(done);
        return (done ? answer : answer.withData("reason", problem)).build();
    }
}
