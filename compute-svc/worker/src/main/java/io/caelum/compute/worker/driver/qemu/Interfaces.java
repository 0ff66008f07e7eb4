package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.qemu.QemuGuest.Card;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Network cards that come and go while the guest runs. */
final class Interfaces {

    /** The guest has to let go of it. */
    private static final Duration TO_LET_GO = Duration.ofSeconds(20);

    private final Machines machines;

    Interfaces(Machines machines) {
        this.machines = machines;
    }

    void plug(Machine machine, Card card) throws DriverException, InterruptedException {
        machines.awaitWiring(card.portId());
        machine.ask("netdev_add", machines.commandLine().netdev(card));
        try {
            machine.ask("device_add", CommandLine.device(card));
        } catch (DriverException e) {
            machine.ask("netdev_del", Map.of("id", card.netdev()));
            throw e;
        }
    }

    void unplug(Machine machine, Card card) throws DriverException, InterruptedException {
        machine.askAndAwait(
                "device_del", Map.of("id", card.device()), TO_LET_GO, "DEVICE_DELETED", "device", card.device());
        machine.ask("netdev_del", Map.of("id", card.netdev()));
    }

    static boolean has(QemuGuest guest, UUID portId) {
        return guest.cards().stream().anyMatch(card -> card.portId().equals(portId));
    }
}
