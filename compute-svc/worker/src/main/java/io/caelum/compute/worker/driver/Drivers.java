package io.caelum.compute.worker.driver;

import io.caelum.compute.worker.WorkerConfig;
import io.caelum.compute.worker.driver.qemu.QemuDriver;
import io.caelum.compute.worker.driver.qemu.process.QemuUser;
import io.caelum.compute.worker.driver.simulated.SimulatedDriver;
import io.caelum.networkagent.host.HostNamespace;
import java.nio.file.Path;

/** Chooses the driver that a host is configured for. */
public final class Drivers {

    private Drivers() {}

    /**
     * @param host its name
     * @param state its own folder
     */
    public static Driver driver(WorkerConfig config, String host, Path state) {
        return switch (config.driver()) {
            case SIMULATED -> new SimulatedDriver(state);
            case QEMU ->
                new QemuDriver(
                        state,
                        config.qemu(),
                        new QemuUser(config.qemuUser()),
                        HostNamespace.of(config.namespace(), host),
                        config.hostIp());
        };
    }
}
