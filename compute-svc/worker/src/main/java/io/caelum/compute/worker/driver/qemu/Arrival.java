package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.Departing;
import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.Incoming;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A machine that waits for a guest from another host: for its memory, and for what is on its disks. */
final class Arrival {

    /** QEMU begins like that, and listens when it is told where. */
    static final List<String> BEGIN = List.of("-S", "-incoming", "defer");

    /** Where such ports usually are, so that firewalls know them. */
    private static final int FIRST_PORT = 49_152;

    private static final int PORTS = 4096;
    private static final int TRIES = 20;
    private static final Duration TO_COME = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Arrival() {}

    static Incoming await(Machine machine, String address, List<Departing.Disk> disks)
            throws DriverException, InterruptedException {
        // disks stay untouched until the guest goes on: up to then they are filled from outside
        machine.ask(
                "migrate-set-capabilities",
                Map.of("capabilities", List.of(Map.of("capability", "late-block-activate", "state", true))));
        int diskPort = onAnyPort(port -> machine.ask(
                "nbd-server-start",
                Map.of(
                        "addr",
                        Map.of("type", "inet", "data", Map.of("host", address, "port", Integer.toString(port))))));
        for (Departing.Disk disk : disks) {
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
        int memoryPort = onAnyPort(
                port -> machine.ask("migrate-incoming", Map.of("uri", "tcp:" + bracketed(address) + ":" + port)));
        return new Incoming(address, memoryPort, diskPort);
    }

    private interface Listening {
        void on(int port) throws DriverException, InterruptedException;
    }

    private static int onAnyPort(Listening listening) throws DriverException, InterruptedException {
        for (int tries = 1; ; tries++) {
            int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            try {
                listening.on(port);
                return port;
            } catch (DriverException taken) {
                if (tries == TRIES) {
                    throw taken;
                }
            }
        }
    }

    static String bracketed(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    static void goOn(Machine machine) throws DriverException, InterruptedException {
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
        machine.ask("cont", Map.of());
    }

    private static String status(Machine machine) throws DriverException, InterruptedException {
        return machine.ask("query-migrate", Map.of()).path("status").asText();
    }
}
