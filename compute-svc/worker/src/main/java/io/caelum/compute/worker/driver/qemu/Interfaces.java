package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.qemu.QemuGuest.Card;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Network cards that come and go while the guest runs. A card has two halves: the device that the guest sees, and the end of
 * the tap behind it. Each may be there or gone from an earlier try that was cut short.
 */
final class Interfaces {

    /** The guest has to let go of it: one that is still booting, or has crashed, does not hear. */
    private static final Duration TO_LET_GO = Duration.ofSeconds(20);

    /** Then it is asked again. */
    private static final Duration TO_HEAR = Duration.ofSeconds(6);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Machines machines;

    Interfaces(Machines machines) {
        this.machines = machines;
    }

    void plug(Machine machine, Card card) throws DriverException, InterruptedException {
        machines.awaitWiring(card.portId());
        if (isPlugged(machine, card)) {
            return;
        }
        takeEndAway(machine, card);
        machine.ask("netdev_add", machines.commandLine().netdev(card));
        try {
            machine.ask("device_add", CommandLine.device(card));
        } catch (DriverException e) {
            takeEndAway(machine, card);
            throw e;
        }
    }

    void unplug(Machine machine, Card card) throws DriverException, InterruptedException {
        long deadline = System.nanoTime() + TO_LET_GO.toNanos();
        while (isPlugged(machine, card)) {
            try {
                machine.askAndAwait(
                        "device_del", Map.of("id", card.device()), TO_HEAR, "DEVICE_DELETED", "device", card.device());
            } catch (DriverException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new DriverException("The guest does not let go of its network card.", notYet);
                }
                Thread.sleep(PAUSE);
            }
        }
        takeEndAway(machine, card);
    }

    private static boolean isPlugged(Machine machine, Card card) throws DriverException, InterruptedException {
        return StreamSupport.stream(
                        machine.ask("qom-list", Map.of("path", "/machine/peripheral"))
                                .spliterator(),
                        false)
                .anyMatch(device -> device.path("name").asText().equals(card.device()));
    }

    private static void takeEndAway(Machine machine, Card card) throws InterruptedException {
        try {
            machine.ask("netdev_del", Map.of("id", card.netdev()));
        } catch (DriverException gone) {
            // as it should be
        }
    }
}
