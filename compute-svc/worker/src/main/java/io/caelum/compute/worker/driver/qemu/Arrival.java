package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.platform.contract.compute.Landing;
import io.caelum.platform.contract.compute.Traveller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** A machine that waits for a guest from another host: for its memory, and for what is on its disks. */
final class Arrival {

    /** QEMU begins like that, and listens when it is told where. */
    static final List<String> BEGIN = List.of("-S", "-incoming", "defer");

    /**
     * Switches that have just heard the guest elsewhere may believe that once more (Open vSwitch's do so for a second), so it
     * is told them for some. ms: the first after 50, then with pauses that grow by 50 up to 500, for about 5 s in all.
     */
    private static final Map<String, Integer> ANNOUNCEMENTS =
            Map.of("initial", 50, "step", 50, "max", 500, "rounds", 15);

    private static final Logger LOG = Logger.getLogger(Arrival.class);
    private static final Duration TO_COME = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Arrival() {}

    static Landing await(Machine machine, String address, List<Traveller.Disk> disks)
            throws DriverException, InterruptedException {
        // disks stay untouched until the guest goes on: up to then they are filled from outside
        machine.ask(
                "migrate-set-capabilities",
                Map.of("capabilities", List.of(Map.of("capability", "late-block-activate", "state", true))));
        int diskPort = FreePort.onAny(port -> machine.ask(
                "nbd-server-start",
                Map.of(
                        "addr",
                        Map.of("type", "inet", "data", Map.of("host", address, "port", Integer.toString(port))))));
        for (Traveller.Disk disk : disks) {
            machine.ask(
                    "block-export-add",
                    Map.of(
                            "type",
                            "nbd",
                            "id",
                            "from-" + disk.name(),
                            "node-name",
                            disk.name(),
                            "name",
                            disk.name(),
                            "writable",
                            true));
        }
        int memoryPort = FreePort.onAny(
                port -> machine.ask("migrate-incoming", Map.of("uri", "tcp:" + bracketed(address) + ":" + port)));
        return new Landing(address, memoryPort, diskPort);
    }

    static String bracketed(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    /** @param runs false to leave it paused */
    static void goOn(Machine machine, boolean runs) throws DriverException, InterruptedException {
        String status = status(machine);
        // the other host is done a little earlier
        for (long end = System.nanoTime() + TO_COME.toNanos(); status.equals("active") && System.nanoTime() < end; ) {
            Thread.sleep(PAUSE);
            status = status(machine);
        }
        if (!status.equals("completed")) {
            throw new DriverException("The guest has not come to this host (" + status + ").");
        }
        machine.ask("nbd-server-stop", Map.of());
        // the disks are the guest's only from then on
        machine.ask("cont", Map.of());
        if (!runs) {
            machine.ask("stop", Map.of());
        }
        announce(machine);
    }

    /** A guest that is not found at once is found by the next one who asks for its address. */
    private static void announce(Machine machine) throws InterruptedException {
        try {
            machine.ask("announce-self", ANNOUNCEMENTS);
        } catch (DriverException e) {
            LOG.warnf(
                    "the network is not told where a guest is: server_id=%s error=%s",
                    machine.server(), e.getMessage());
        }
    }

    private static String status(Machine machine) throws DriverException, InterruptedException {
        return machine.ask("query-migrate", Map.of()).path("status").asText();
    }
}
