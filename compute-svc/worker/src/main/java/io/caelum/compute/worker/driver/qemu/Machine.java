package io.caelum.compute.worker.driver.qemu;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.PowerState;
import io.caelum.compute.worker.driver.qemu.process.GuestProcesses;
import io.caelum.compute.worker.driver.qemu.qmp.QmpConnection;
import io.caelum.compute.worker.driver.qemu.qmp.QmpEvent;
import io.caelum.compute.worker.driver.qemu.qmp.QmpException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** A guest's living process, with the one connection to it. */
final class Machine {

    private static final Duration TO_GREET = Duration.ofSeconds(3);
    private static final Duration TO_QUIT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration JOB = Duration.ofHours(2);
    private static final Set<String> CHANGES =
            Set.of("STOP", "RESUME", "GUEST_PANICKED", "SUSPEND", "WAKEUP", "SHUTDOWN", "RESET");

    private final UUID server;
    private final ProcessHandle process;
    private final Path socket;
    private final Runnable whenGuestShutDown;
    private final AtomicReference<QmpConnection> connection = new AtomicReference<>();
    private volatile PowerState power = PowerState.RUNNING;
    private volatile boolean askAgain = true;

    private Machine(UUID server, ProcessHandle process, Path socket, Runnable whenGuestShutDown) {
        this.server = server;
        this.process = process;
        this.socket = socket;
        this.whenGuestShutDown = whenGuestShutDown;
    }

    /** One that has just been started: waits until it listens. */
    static Machine begun(
            UUID server, Process started, GuestFolder folder, Duration patience, Runnable whenGuestShutDown)
            throws DriverException, InterruptedException {
        var machine = new Machine(server, started.toHandle(), folder.file(GuestFolder.QMP), whenGuestShutDown);
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                machine.connect();
                return machine;
            } catch (QmpException notYet) {
                if (!started.isAlive()) {
                    throw new DriverException("QEMU did not start: " + folder.lastWords(), notYet);
                }
                if (System.nanoTime() > deadline) {
                    throw new DriverException("QEMU started and does not listen.", notYet);
                }
            }
            Thread.sleep(POLL);
        }
    }

    /** One that an earlier worker has started. It is connected to when it is first asked for something. */
    static Machine found(UUID server, ProcessHandle process, GuestFolder folder, Runnable whenGuestShutDown) {
        return new Machine(server, process, folder.file(GuestFolder.QMP), whenGuestShutDown);
    }

    private synchronized QmpConnection connect() throws QmpException, InterruptedException {
        QmpConnection open = connection.get();
        if (open == null || !open.isOpen()) {
            open = QmpConnection.open(socket, TO_GREET, this::hear);
            connection.set(open);
            askAgain = true;
        }
        return open;
    }

    private void hear(QmpEvent event) {
        if (CHANGES.contains(event.name())) {
            askAgain = true;
        }
        if (event.is("SHUTDOWN") && event.data().path("guest").asBoolean()) {
            whenGuestShutDown.run();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** What it does, asked anew only when it may have changed. */
    PowerState power() {
        if (askAgain) {
            try {
                askAgain = false;
                power = power(ask("query-status", Map.of()).path("status").asText());
            } catch (DriverException e) {
                askAgain = true;
            } catch (InterruptedException e) {
                askAgain = true;
                Thread.currentThread().interrupt();
            }
        }
        return power;
    }

    private static PowerState power(String status) {
        return switch (status) {
            case "running", "suspended", "debug" -> PowerState.RUNNING;
            case "shutdown" -> PowerState.SHUT_DOWN;
            case "guest-panicked", "internal-error", "io-error", "watchdog" -> PowerState.CRASHED;
            default -> PowerState.PAUSED;
        };
    }

    JsonNode ask(String command, Map<String, ?> arguments) throws DriverException, InterruptedException {
        try {
            return connect().execute(command, arguments);
        } catch (QmpException e) {
            throw failed(command, e);
        }
    }

    QmpEvent askAndAwait(
            String command, Map<String, ?> arguments, Duration patience, String event, String key, String value)
            throws DriverException, InterruptedException {
        try {
            QmpConnection qmp = connect();
            return qmp.await(
                    heard -> heard.is(event) && heard.has(key, value), patience, () -> qmp.execute(command, arguments));
        } catch (QmpException e) {
            throw failed(command, e);
        }
    }

    private DriverException failed(String command, QmpException e) {
        return new DriverException(
                "The guest's machine did not do what it was told (" + command + "): " + e.getMessage(), e);
    }

    /** @param heard whether it is the event that is waited for */
    QmpEvent askAndAwait(String command, Map<String, ?> arguments, Duration patience, Predicate<QmpEvent> heard)
            throws DriverException, InterruptedException {
        try {
            QmpConnection qmp = connect();
            return qmp.await(heard, patience, () -> qmp.execute(command, arguments));
        } catch (QmpException e) {
            throw failed(command, e);
        }
    }

    /** A job of QEMU's, to its end. */
    void runJob(String command, String id, Map<String, Object> arguments) throws DriverException, InterruptedException {
        try {
            askAndAwait(command, arguments, JOB, "JOB_STATUS_CHANGE", "status", "concluded");
            for (JsonNode job : ask("query-jobs", Map.of())) {
                if (job.path("id").asText().equals(id) && job.has("error")) {
                    throw new DriverException("The guest's machine could not do it (" + command + "): "
                            + job.get("error").asText());
                }
            }
        } catch (InterruptedException e) {
            cancel(id);
            throw e;
        } finally {
            dismiss(id);
        }
    }

    private void cancel(String id) throws InterruptedException {
        try {
            ask("job-cancel", Map.of("id", id));
        } catch (DriverException gone) {
            // it has ended meanwhile
        }
    }

    private void dismiss(String id) throws InterruptedException {
        try {
            ask("job-dismiss", Map.of("id", id));
        } catch (DriverException gone) {
            // it never began
        }
    }

    /** Presses the power button and waits. False if the guest is still there after that. */
    boolean shutDown(Duration patience) throws DriverException, InterruptedException {
        if (patience.isZero() || power() != PowerState.RUNNING) {
            return false;
        }
        ask("system_powerdown", Map.of());
        return isGone(patience);
    }

    /** Pulls the plug. Returns when the process is gone or will not go; QEMU writes to disk what it still has. */
    boolean quit() throws InterruptedException {
        try {
            ask("quit", Map.of());
        } catch (DriverException gone) {
            // or it does not hear; that is seen next
        }
        return isGone(TO_QUIT);
    }

    private boolean isGone(Duration patience) throws InterruptedException {
        boolean gone = GuestProcesses.isGone(process, patience);
        if (gone) {
            close();
        }
        return gone;
    }

    /** What it said last has been heard after that. */
    void close() throws InterruptedException {
        QmpConnection open = connection.get();
        if (open != null) {
            open.awaitEnd(TO_QUIT);
            open.close();
        }
    }

    void letGo() {
        QmpConnection open = connection.get();
        if (open != null) {
            open.close();
        }
    }

    UUID server() {
        return server;
    }
}
