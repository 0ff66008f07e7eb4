package io.caelum.platform.data;

import io.caelum.platform.fault.Fault;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Brings the database's tables up to date, beside the start of the service: it starts without its database, says what
 * it waits for, and goes on when the database answers.
 */
@ApplicationScoped
@Unremovable
class Schema {

    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LOG_EVERY = 15;

    private final Flyway flyway;
    private final String name;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile String problem = "not tried yet";
    private volatile boolean failedOnce;
    private volatile boolean stopped;

    @Inject
    Schema(Flyway flyway, @ConfigProperty(name = "quarkus.datasource.reactive.url") String url) {
        this.flyway = flyway;
        this.name = DatabaseName.of(url);
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().daemon().name("schema").start(this::migrateAtLast);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    Uni<Void> whenReady() {
        return Uni.createFrom().completionStage(() -> ready.copy());
    }

    /** Passes when the tables are there; waits a moment for a start that is going well, fails at once after trouble. */
    Uni<Void> require() {
        if (ready.isDone()) {
            return Uni.createFrom().voidItem();
        }
        if (failedOnce) {
            return Uni.createFrom().failure(() -> unavailable(problem));
        }
        return whenReady().ifNoItem().after(PATIENCE).failWith(() -> unavailable(problem));
    }

    /** Why the database cannot be used; empty when its tables are up to date. */
    Optional<String> problem() {
        return ready.isDone() ? Optional.empty() : Optional.of("waiting for " + name + ": " + problem);
    }

    boolean hadToWait() {
        return failedOnce;
    }

    Fault unavailable(String reason) {
        return Fault.unavailable(name + " cannot be used now: " + reason);
    }

    Fault unavailable(Throwable cause) {
        return new Fault(
                Fault.Kind.UNAVAILABLE,
                "ServiceUnavailable",
                name + " cannot be used now: " + SqlFailure.reason(cause),
                cause);
    }

    private void migrateAtLast() {
        for (int tries = 0; !stopped && !ready.isDone(); tries++) {
            try {
                migrate();
            } catch (RuntimeException e) {
                note(e, tries);
                pause();
            }
        }
    }

    private void migrate() {
        long begun = System.nanoTime();
        int count = flyway.migrate().migrationsExecuted;
        LOG.infof(
                "%s is ready: %d migrations applied, took_ms=%d", name, count, (System.nanoTime() - begun) / 1_000_000);
        ready.complete(null);
    }

    private void note(RuntimeException failure, int tries) {
        boolean broken = failure instanceof FlywayException && !isConnectionTrouble(failure);
        problem = broken ? failure.getMessage().strip() : SqlFailure.reason(failure);
        failedOnce = true;
        if (broken && tries % LOG_EVERY == 0) {
            LOG.errorf(failure, "the tables of %s cannot be brought up to date", name);
        } else if (tries % LOG_EVERY == 0) {
            LOG.warnf("waiting for %s: %s", name, problem);
        }
    }

    private static boolean isConnectionTrouble(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.sql.SQLException sql
                    && (sql.getSQLState() == null || !sql.getSQLState().startsWith("42"))) {
                return true;
            }
        }
        return false;
    }

    private static void pause() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
