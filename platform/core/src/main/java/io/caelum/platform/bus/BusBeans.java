package io.caelum.platform.bus;

import io.caelum.platform.context.ProcessIdentity;
import io.caelum.platform.trace.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The bus as a bean. It connects when somebody first uses it, and never keeps the process from starting. */
@Singleton
final class BusBeans {

    private @Nullable Bus running;

    @Produces
    @ApplicationScoped
    @DefaultBean
    Bus bus(BusConfig config, ProcessIdentity self, Vertx vertx, Tracing tracing, BusCounters counters) {
        var settings = BusSettings.of(config.url(), self.service(), self.host(), config.durable(), config.quorum());
        running = new RabbitBus(settings, vertx, tracing, counters);
        return running;
    }

    @Produces
    @Singleton
    BusCounters counters() {
        return new BusCounters();
    }

    /** Work in progress finishes while event loops and databases are still there. */
    void stop(@Observes ShutdownEvent stopping) {
        if (running != null) {
            running.close();
        }
    }

    void close(@Disposes Bus bus) {
        bus.close();
    }

    @Produces
    @Singleton
    @DefaultBean
    Tracing tracing(OpenTelemetry telemetry) {
        return new Tracing(telemetry);
    }
}
