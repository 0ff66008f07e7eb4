package io.caelum.compute.worker.driver.qemu.process;

import io.caelum.compute.worker.driver.DriverException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * QEMU's processes on this machine, by the server's id and the host's mark that stand on their command lines: a process
 * number alone may meanwhile be somebody else's.
 */
public final class GuestProcesses {

    private static final Duration TO_DIE = Duration.ofSeconds(15);

    private static final String GUEST = "guest=";
    private static final String DISKS = "disks=";

    private final String mark;

    /** @param mark tells this host's guests from those of other hosts on the same machine */
    public GuestProcesses(String mark) {
        this.mark = mark;
    }

    /** What stands behind {@code -name} on a command line. */
    public String name(UUID server) {
        return GUEST + server + "@" + mark;
    }

    /** What stands on the command line of a process that gives a guest's disks to another host. */
    public String disksName(UUID server) {
        return DISKS + server + "@" + mark;
    }

    /** What its control group is called: the same guest may be on two hosts of one machine while it moves. */
    public String group(UUID server) {
        return server + "-" + mark;
    }

    public Map<UUID, ProcessHandle> all() {
        var found = new HashMap<UUID, ProcessHandle>();
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
            server(process).ifPresent(server -> found.put(server, process));
        }
        return found;
    }

    public List<ProcessHandle> of(UUID server) {
        return ProcessHandle.allProcesses()
                .filter(process -> server(process).filter(server::equals).isPresent())
                .toList();
    }

    private Optional<UUID> server(ProcessHandle process) {
        return server(process, GUEST);
    }

    private Optional<UUID> server(ProcessHandle process, String what) {
        return arguments(process.pid())
                .filter(argument -> argument.startsWith(what) && argument.endsWith("@" + mark))
                .map(argument -> argument.substring(what.length(), argument.length() - mark.length() - 1))
                .map(UUID::fromString)
                .findFirst();
    }

    private static Stream<String> arguments(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
            return Stream.of(line.split("\0"));
        } catch (IOException gone) {
            return Stream.empty();
        }
    }

    /**
     * Returns when no process of the guest is left, nor one that gives its disks away.
     *
     * @throws DriverException if one cannot be killed
     */
    public void end(UUID server) throws DriverException, InterruptedException {
        for (ProcessHandle process : all(server)) {
            process.destroyForcibly();
            if (!isGone(process, TO_DIE)) {
                throw new DriverException("The guest's process " + process.pid() + " cannot be ended.");
            }
        }
    }

    private List<ProcessHandle> all(UUID server) {
        return ProcessHandle.allProcesses()
                .filter(process -> Stream.of(GUEST, DISKS)
                        .anyMatch(what ->
                                server(process, what).filter(server::equals).isPresent()))
                .toList();
    }

    public static boolean isGone(ProcessHandle process, Duration patience) throws InterruptedException {
        try {
            CompletableFuture<ProcessHandle> exit = process.onExit();
            exit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return !process.isAlive();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
