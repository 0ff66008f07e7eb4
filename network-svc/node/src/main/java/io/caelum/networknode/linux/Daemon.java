package io.caelum.networknode.linux;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.host.HostCommands;
import io.caelum.networkagent.host.HostNamespace;
import io.caelum.networknode.keep.NotInPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A program that runs in a namespace and outlives this process. Which process it is follows from its arguments, which
 * name files of its own folder; the file with its number only saves looking at all processes.
 */
public final class Daemon {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final long FIRST_LOOK_MILLIS = 150;

    private final Namespace namespace;
    private final Path pidFile;
    private final Path log;
    private final List<String> command;

    /** @param folder where it keeps its number and what it says on standard error */
    public Daemon(Namespace namespace, Path folder, List<String> command) {
        this.namespace = namespace;
        this.pidFile = folder.resolve(command.getFirst() + ".pid");
        this.log = folder.resolve(command.getFirst() + ".log");
        this.command = List.copyOf(command);
    }

    /** Whether the number on file is that of a process that runs this program; its arguments may be others by now. */
    public static boolean isAlive(Path folder, String program) {
        return read(folder.resolve(program + ".pid"))
                .flatMap(Daemon::number)
                .filter(pid -> commandLine(pid)
                        .filter(words -> words.getFirst().equals(program))
                        .isPresent())
                .isPresent();
    }

    /** @return whether it was started now */
    public boolean ensure() throws NotInPlace, CommandFailed {
        Optional<Long> running = pid();
        if (running.isPresent() && isRight(running.get())) {
            return false;
        }
        stop(pidFile.getParent(), command.getFirst());
        start();
        return true;
    }

    /** Has it read its files again. */
    public void reload() throws CommandFailed {
        Optional<Long> pid = pid();
        if (pid.isPresent()) {
            new HostCommands(HostNamespace.own()).run(List.of("sh", "-c", "kill -HUP " + pid.get()), LIMIT);
        }
    }

    /** Ends the program of a folder, in whatever namespace and with whatever arguments it runs. */
    public static void stop(Path folder, String program) {
        processes(folder, program).forEach(Daemon::end);
        try {
            Files.deleteIfExists(folder.resolve(program + ".pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }

    private void start() throws NotInPlace, CommandFailed {
        // a session of its own: what ends this process does not end it
        List<String> whole =
                Stream.concat(Stream.of("setsid"), command.stream()).toList();
        Process process = namespace
                .commands()
                .start(
                        whole,
                        builder -> builder.redirectInput(Path.of("/dev/null").toFile())
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .redirectError(log.toFile()));
        try {
            Files.writeString(pidFile, Long.toString(process.pid()));
            if (process.waitFor(FIRST_LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                throw NotInPlace.failed(command.getFirst() + " ended at once: "
                        + read(log).orElse("").strip());
            }
        } catch (IOException e) {
            throw NotInPlace.failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NotInPlace.failed(e);
        }
    }

    private Optional<Long> pid() {
        Optional<Long> onFile = read(pidFile).flatMap(Daemon::number).filter(this::isOurs);
        return onFile.isPresent()
                ? onFile
                : processes(pidFile.getParent(), command.getFirst())
                        .filter(process -> isOurs(process.pid()))
                        .map(ProcessHandle::pid)
                        .findFirst();
    }

    private boolean isOurs(long pid) {
        return commandLine(pid).filter(command::equals).isPresent();
    }

    /** The namespace may have been removed and made anew around it: it then serves one that nobody can reach. */
    private boolean isRight(long pid) {
        try {
            Object wanted = Files.getAttribute(namespace.file(), "unix:ino");
            Object found = Files.getAttribute(Path.of("/proc/" + pid + "/ns/net"), "unix:ino");
            return wanted.equals(found);
        } catch (IOException gone) {
            return false;
        }
    }

    private static Stream<ProcessHandle> processes(Path folder, String program) {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process.pid())
                        .filter(words -> words.getFirst().equals(program)
                                && words.stream().anyMatch(word -> word.contains(folder + "/")))
                        .isPresent());
    }

    private static Optional<List<String>> commandLine(long pid) {
        return read(Path.of("/proc/" + pid + "/cmdline"))
                .filter(text -> !text.isEmpty())
                .map(text -> List.of(text.split("\0")));
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
