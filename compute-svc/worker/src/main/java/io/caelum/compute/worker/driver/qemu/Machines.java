package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.PowerState;
import io.caelum.compute.worker.driver.qemu.QemuGuest.Wanted;
import io.caelum.compute.worker.driver.qemu.process.GuestProcesses;
import io.caelum.compute.worker.driver.qemu.process.Launch;
import io.caelum.compute.worker.driver.qemu.process.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The processes of this host's guests: those that this worker starts, and those that it finds. */
final class Machines {

    private static final Logger LOG = Logger.getLogger(Machines.class);
    private static final Duration TO_BEGIN = Duration.ofSeconds(60);

    private final Path state;
    private final QemuSettings settings;
    private final Guests guests;
    private final GuestProcesses processes;
    private final Launch launch;
    private final CommandLine commandLine;
    private final Taps taps;
    private final int translationMb;
    private final Map<UUID, Machine> machines = new ConcurrentHashMap<>();

    Machines(
            Path state,
            QemuSettings settings,
            Guests guests,
            GuestProcesses processes,
            Launch launch,
            Accelerator accelerator,
            Taps taps) {
        this.state = state;
        this.settings = settings;
        this.guests = guests;
        this.processes = processes;
        this.launch = launch;
        this.commandLine = new CommandLine(settings, accelerator, processes);
        this.taps = taps;
        this.translationMb = accelerator == Accelerator.TCG ? settings.translationMb() : 0;
        findAgain();
    }

    private void findAgain() {
        processes.all().forEach((server, process) -> {
            machines.put(server, Machine.found(server, process, folder(server), () -> shutDownByItself(server)));
            LOG.infof("found a guest's process: server_id=%s pid=%d", server, process.pid());
        });
    }

    GuestFolder folder(UUID server) {
        return GuestFolder.of(state, server);
    }

    CommandLine commandLine() {
        return commandLine;
    }

    /** The guest's process, if it lives. */
    Optional<Machine> running(UUID server) {
        return Optional.ofNullable(machines.get(server)).filter(Machine::isAlive);
    }

    Machine require(UUID server) throws DriverException {
        guests.require(server);
        return running(server).orElseThrow(() -> new DriverException("The guest is off."));
    }

    /** Starts the guest's process, after it is sure that there is none, and its network's devices are there. */
    Machine begin(QemuGuest guest, List<String> further) throws DriverException, InterruptedException {
        UUID server = guest.serverId();
        boolean runs = false;
        try {
            end(server);
            folder(server).clearSockets();
            awaitWiring(guest);
            Machine machine = start(guest, further);
            machines.put(server, machine);
            runs = true;
            return machine;
        } finally {
            if (!runs) {
                endAfterFailure(server);
            }
        }
    }

    private void awaitWiring(QemuGuest guest) throws DriverException, InterruptedException {
        for (QemuGuest.Card card : guest.cards()) {
            awaitWiring(card.portId());
        }
    }

    void awaitWiring(UUID portId) throws DriverException, InterruptedException {
        switch (settings.network()) {
            case TAP -> taps.await(portId);
            case NONE -> {}
        }
    }

    private Machine start(QemuGuest guest, List<String> further) throws DriverException, InterruptedException {
        UUID server = guest.serverId();
        GuestFolder folder = folder(server);
        Process process = launch.start(
                commandLine.of(guest, folder, further),
                folder.path(),
                folder.log().toFile(),
                processes.group(server),
                Limits.of(guest.size(), translationMb));
        return Machine.begun(server, process, folder, TO_BEGIN, () -> shutDownByItself(server));
    }

    /** Whatever happens meanwhile: a process that nobody knows of would hold the guest's disks. */
    private void endAfterFailure(UUID server) throws DriverException {
        boolean interrupted = Thread.interrupted();
        try {
            end(server);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns when the guest has no process any more. */
    void end(UUID server) throws DriverException, InterruptedException {
        Machine machine = machines.get(server);
        processes.end(server);
        if (machine != null) {
            machine.close();
            machines.remove(server, machine);
        }
        launch.tidy(processes.group(server));
    }

    /** Nobody shall start it again who has not been told to. */
    private void shutDownByItself(UUID server) {
        LOG.infof("guest has shut down by itself: server_id=%s", server);
        guests.change(server, guest -> guest.wanted() == Wanted.RUNNING ? guest.wanting(Wanted.OFF) : guest);
    }

    void letGo() {
        machines.values().forEach(Machine::letGo);
    }

    PowerState power(QemuGuest guest) {
        Optional<Machine> machine = running(guest.serverId());
        if (machine.isPresent()) {
            return machine.get().power();
        }
        return switch (guest.wanted()) {
            case NOTHING -> PowerState.NONE;
            case OFF -> PowerState.SHUT_DOWN;
            case SUSPENDED -> PowerState.SUSPENDED;
            case RUNNING -> folder(guest.serverId()).endedByItself() ? PowerState.SHUT_DOWN : PowerState.CRASHED;
        };
    }
}
