package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.host.DeviceNames;
import io.caelum.networkagent.host.HostCommands;
import io.caelum.networkagent.host.HostNamespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Waits for what the host's network agent makes while the guest's disks are made. */
final class Taps {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration TO_LOOK = Duration.ofSeconds(5);

    private final HostNamespace namespace;
    private final HostCommands commands;
    private final Duration patience;

    Taps(HostNamespace namespace, Duration patience) {
        this.namespace = namespace;
        this.commands = new HostCommands(namespace);
        this.patience = patience;
    }

    void await(UUID portId) throws DriverException, InterruptedException {
        String device = DeviceNames.tap(portId);
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isThere(device)) {
            if (System.nanoTime() > deadline) {
                throw new DriverException("Port " + portId + " is not wired on this host.");
            }
            Thread.sleep(PAUSE);
        }
    }

    private boolean isThere(String device) {
        if (namespace.name().isEmpty()) {
            return Files.exists(Path.of("/sys/class/net", device));
        }
        try {
            commands.run(List.of("test", "-e", "/sys/class/net/" + device), TO_LOOK);
            return true;
        } catch (CommandFailed absent) {
            return false;
        }
    }
}
