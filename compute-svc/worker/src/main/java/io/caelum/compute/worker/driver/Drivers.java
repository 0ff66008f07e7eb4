package io.caelum.compute.worker.driver;

import io.caelum.compute.worker.WorkerConfig;
import io.caelum.compute.worker.driver.simulated.SimulatedDriver;
import java.nio.file.Path;

/** Chooses the driver that a host is configured for. */
public final class Drivers {

    private Drivers() {}

    public static Driver driver(WorkerConfig.DriverKind kind, Path state) {
        return switch (kind) {
            case SIMULATED -> new SimulatedDriver(state);
        };
    }
}
