package io.caelum.compute.worker.driver.qemu;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.PowerState;
import io.caelum.compute.worker.driver.qemu.qmp.QmpEvent;
import io.caelum.platform.contract.compute.Landing;
import io.caelum.platform.contract.compute.Traveller;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/**
 * A running guest on its way to another host. Its disks are copied first, and what it writes meanwhile goes to both; then its
 * memory goes over; for the last bit it is held, and while it is held the disks are told to be whole.
 */
final class Departure {

    private static final Logger LOG = Logger.getLogger(Departure.class);
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final Duration TO_SWITCH = Duration.ofSeconds(60);
    /** How long the guest may stand still for the last of its memory. ms. */
    private static final int STILL = 300;

    private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled");

    private static final Duration TO_CANCEL = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Set<String> UNDER_WAY =
            Set.of("setup", "active", "pre-switchover", "device", "cancelling", "wait-unplug");
    private static final String JOB = "mirror-";
    private static final String NODE = "remote-";

    private final Machine machine;
    private final Landing target;
    private final List<Traveller.Disk> disks;
    private final boolean runs;
    /** What an earlier try has left is called otherwise, and need not be gone. */
    private final String tag =
            "-" + Integer.toHexString(ThreadLocalRandom.current().nextInt());

    /** @param runs false for a guest that is paused, and is to stay so */
    Departure(Machine machine, Landing target, List<Traveller.Disk> disks, boolean runs) {
        this.machine = machine;
        this.target = target;
        this.disks = disks;
        this.runs = runs;
    }

    void run(IntConsumer progress) throws DriverException, InterruptedException {
        // of a worker that has ended meanwhile
        clear();
        boolean gone = false;
        try {
            for (Traveller.Disk disk : disks) {
                copy(disk);
            }
            progress.accept(50);
            copyMemory();
            progress.accept(90);
            for (Traveller.Disk disk : disks) {
                complete(disk);
            }
            switchOver();
            gone = true;
            progress.accept(100);
        } finally {
            if (!gone) {
                stay();
            }
        }
    }

    /** Until both have the same; from then on they keep it. */
    private void copy(Traveller.Disk disk) throws DriverException, InterruptedException {
        var remote = new LinkedHashMap<String, Object>();
        remote.put("driver", "nbd");
        remote.put("node-name", remote(disk));
        remote.put(
                "server", Map.of("type", "inet", "host", target.host(), "port", Integer.toString(target.diskPort())));
        remote.put("export", disk.name());
        machine.ask("blockdev-add", remote);
        var mirror = new LinkedHashMap<String, Object>();
        mirror.put("job-id", job(disk));
        mirror.put("device", disk.name());
        mirror.put("target", remote(disk));
        mirror.put("sync", "full");
        mirror.put("auto-dismiss", true);
        String job = job(disk);
        QmpEvent event = machine.askAndAwait(
                "blockdev-mirror",
                mirror,
                LONGEST,
                heard -> heard.is("JOB_STATUS_CHANGE")
                        && heard.has("id", job)
                        && (heard.has("status", "ready") || heard.has("status", "concluded")));
        if (!event.has("status", "ready")) {
            throw new DriverException("The guest's disk " + disk.name() + " could not be copied to the other host.");
        }
    }

    private void copyMemory() throws DriverException, InterruptedException {
        machine.ask(
                "migrate-set-capabilities",
                Map.of(
                        "capabilities",
                        List.of(
                                Map.of("capability", "events", "state", true),
                                Map.of("capability", "pause-before-switchover", "state", true))));
        machine.ask("migrate-set-parameters", Map.of("downtime-limit", STILL, "max-bandwidth", 1L << 30));
        QmpEvent event = machine.askAndAwait(
                "migrate",
                Map.of("uri", "tcp:" + Arrival.bracketed(target.host()) + ":" + target.memoryPort()),
                LONGEST,
                heard -> isAt(heard, "pre-switchover") || isEnd(heard));
        if (!isAt(event, "pre-switchover")) {
            throw new DriverException("The guest's memory could not be brought to the other host: " + reason());
        }
    }

    /** A mirror that is in step ends well when it is cancelled. */
    private void complete(Traveller.Disk disk) throws DriverException, InterruptedException {
        String job = job(disk);
        machine.askAndAwait(
                "block-job-cancel",
                Map.of("device", job),
                TO_SWITCH,
                heard -> heard.is("JOB_STATUS_CHANGE") && heard.has("id", job) && heard.has("status", "null"));
        machine.ask("blockdev-del", Map.of("node-name", remote(disk)));
    }

    private void switchOver() throws DriverException, InterruptedException {
        QmpEvent event =
                machine.askAndAwait("migrate-continue", Map.of("state", "pre-switchover"), TO_SWITCH, Departure::isEnd);
        if (!isAt(event, "completed")) {
            throw new DriverException("The guest could not be handed over to the other host: " + reason());
        }
    }

    private static boolean isAt(QmpEvent event, String status) {
        return event.is("MIGRATION") && event.has("status", status);
    }

    private static boolean isEnd(QmpEvent event) {
        return event.is("MIGRATION")
                && ENDS.contains(event.data().path("status").asText());
    }

    private String reason() throws DriverException, InterruptedException {
        JsonNode migration = machine.ask("query-migrate", Map.of());
        return migration
                .path("error-desc")
                .asText("it says no more than " + migration.path("status").asText());
    }

    /** The guest goes on here, whatever was under way. */
    private void stay() throws DriverException {
        boolean interrupted = Thread.interrupted();
        try {
            clear();
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void clear() throws DriverException, InterruptedException {
        quietly("migrate_cancel", Map.of());
        long end = System.nanoTime() + TO_CANCEL.toNanos();
        while (UNDER_WAY.contains(status()) && System.nanoTime() < end) {
            Thread.sleep(PAUSE);
        }
        for (JsonNode job : machine.ask("query-block-jobs", Map.of())) {
            String id = job.path("device").asText();
            if (id.startsWith(JOB)) {
                quietly("block-job-cancel", Map.of("device", id, "force", true));
            }
        }
        if (runs && machine.isAlive() && machine.power() != PowerState.RUNNING) {
            machine.ask("cont", Map.of());
        }
        for (JsonNode node : machine.ask("query-named-block-nodes", Map.of("flat", true))) {
            String name = node.path("node-name").asText();
            if (name.startsWith(NODE)) {
                quietly("blockdev-del", Map.of("node-name", name));
            }
        }
    }

    /** Whether the guest has gone, and its machine keeps nothing that runs. */
    static boolean isOver(Machine machine) throws DriverException, InterruptedException {
        return machine.ask("query-status", Map.of()).path("status").asText().equals("postmigrate");
    }

    private String status() throws DriverException, InterruptedException {
        return machine.ask("query-migrate", Map.of()).path("status").asText();
    }

    private void quietly(String command, Map<String, Object> arguments) throws InterruptedException {
        try {
            machine.ask(command, arguments);
        } catch (DriverException e) {
            LOG.debugf("nothing to undo: command=%s error=%s", command, e.getMessage());
        }
    }

    private String remote(Traveller.Disk disk) {
        return NODE + disk.name() + tag;
    }

    private String job(Traveller.Disk disk) {
        return JOB + disk.name() + tag;
    }
}
