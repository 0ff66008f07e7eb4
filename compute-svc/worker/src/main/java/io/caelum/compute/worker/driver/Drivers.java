package io.caelum.compute.worker.driver;

import io.caelum.compute.worker.WorkerConfig;
import io.caelum.compute.worker.driver.simulated.SimulatedDriver;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses the driver that the host is configured for. */
final class Drivers {

    @Produces
    @Singleton
    @DefaultBean
    Driver driver(WorkerConfig config) {
        return switch (config.driver()) {
            case SIMULATED -> new SimulatedDriver(config.statePath());
        };
    }
}
