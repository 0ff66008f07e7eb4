package io.caelum.compute.worker.guest;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Keeps the ledger from growing for ever. */
@ApplicationScoped
class LedgerPruning {

    private static final Duration PERIOD = Duration.ofMinutes(10);

    void start(@Observes StartupEvent event, Vertx vertx, Ledger ledger) {
        vertx.setPeriodic(PERIOD.toMillis(), timer -> Thread.ofVirtual().start(ledger::prune));
    }
}
