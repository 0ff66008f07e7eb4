package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.qemu.process.QemuUser;
import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.host.DeviceNames;
import io.caelum.networkagent.host.HostCommands;
import io.caelum.networkagent.host.HostNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Waits for what the host's network agent makes while the guest's disks are made. */
final class Taps {

    private static final Logger LOG = Logger.getLogger(Taps.class);
    private static final Path DOOR = Path.of("/dev/net/tun");
    private static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("rw-rw-rw-");
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

    /**
     * Opens the door to taps for the guests' user, as udev does where it runs: whoever comes in gets no other tap than those
     * that are the user's own.
     */
    static void letIn(QemuUser user) {
        try {
            if (user.name().isPresent() && !Files.getPosixFilePermissions(DOOR).containsAll(OPEN)) {
                Files.setPosixFilePermissions(DOOR, OPEN);
                LOG.infof("%s is open to all users now, as guests need it", DOOR);
            }
        } catch (IOException e) {
            LOG.warnf("guests may not be able to use %s: error=%s", DOOR, e.getMessage());
        }
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
