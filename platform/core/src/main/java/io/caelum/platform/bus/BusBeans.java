package io.caelum.platform.bus;

import io.caelum.platform.context.ProcessIdentity;
import io.caelum.platform.trace.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.arc.DefaultBean;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The bus as a bean. It connects when somebody first uses it, and never keeps the process from starting. */
final class BusBeans {

    @Produces
    @ApplicationScoped
    @DefaultBean
    Bus bus(BusConfig config, ProcessIdentity self, Vertx vertx, Tracing tracing) {
        var settings = BusSettings.of(config.url(), self.service(), self.host(), config.durable(), config.quorum());
        return new RabbitBus(settings, vertx, tracing);
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
