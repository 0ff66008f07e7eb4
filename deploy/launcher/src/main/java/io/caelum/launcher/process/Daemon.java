package io.caelum.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A running (or meanwhile ended) process that we started.
 *
 * @param pid its process id
 * @param startTicks when it started, in the kernel's clock ticks since boot: with the pid it names one process for ever
 */
public record Daemon(String name, long pid, long startTicks, Path pidFile) {

    private static final long LONGEST_LOG = 32L << 20;

    public static Daemon start(Launch launch) {
        return Interruption.unlessBegun(() -> startAndRecord(launch));
    }

    private static Daemon startAndRecord(Launch launch) {
        try {
            Files.createDirectories(launch.directory());
            Files.createDirectories(launch.log().toAbsolutePath().getParent());
            Files.createDirectories(launch.pidFile().toAbsolutePath().getParent());
            putAwayIfLong(launch.log());
            var builder = new ProcessBuilder(inOwnSession(launch.command()))
                    .directory(launch.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
            builder.environment().putAll(launch.environment());
            long pid = builder.start().pid();
            var daemon = new Daemon(launch.name(), pid, ProcFs.startTicks(pid).orElse(0L), launch.pidFile());
            daemon.record();
            return daemon;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + launch.name() + ": " + e.getMessage(), e);
        }
    }

    /** The process recorded in the file, if it still runs. */
    public static Optional<Daemon> find(String name, Path pidFile) {
        return recorded(name, pidFile).filter(Daemon::isAlive);
    }

    /** The process recorded in the file, running or not. */
    public static Optional<Daemon> recorded(String name, Path pidFile) {
        try {
            var words = Files.readString(pidFile).trim().split("\\s+");
            return Optional.of(new Daemon(name, Long.parseLong(words[0]), Long.parseLong(words[1]), pidFile));
        } catch (IOException | RuntimeException none) {
            return Optional.empty();
        }
    }

    public boolean isAlive() {
        return ProcFs.startTicks(pid).filter(ticks -> ticks == startTicks).isPresent();
    }

    /** Asks it to end; if it still runs after the bound, ends it. */
    public void stop(Signal signal, Duration bound) {
        send(signal);
        if (!endsWithin(bound)) {
            send(Signal.KILL);
            endsWithin(Duration.ofSeconds(5));
        }
        forget();
    }

    public void send(Signal signal) {
        if (isAlive()) {
            // the shell's own kill: the program of that name is in a package that may be missing
            Shell.run(List.of("sh", "-c", "kill -%s %d".formatted(signal, pid)));
        }
    }

    public boolean endsWithin(Duration bound) {
        return Patience.until(bound, () -> !isAlive());
    }

    private void record() throws IOException {
        Files.writeString(pidFile, pid + " " + startTicks + "\n");
        Files.setPosixFilePermissions(pidFile, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private void forget() {
        try {
            if (!isAlive()) {
                Files.deleteIfExists(pidFile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One older log is kept; a process that runs for ever is not what this is for. */
    private static void putAwayIfLong(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LONGEST_LOG) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<String> inOwnSession(List<String> command) {
        var whole = new ArrayList<>(List.of("setsid"));
        whole.addAll(command);
        return whole;
    }
}
