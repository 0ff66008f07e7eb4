package io.caelum.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** A command with a daemon, a child and a file that says how it ended. */
    static final class Command {

        public static void main(String[] arguments) throws Exception {
            var folder = Path.of(arguments[0]);
            var daemon = Daemon.start(new Launch(
                    "half-way",
                    List.of("sleep", "600"),
                    Map.of(),
                    folder,
                    folder.resolve("daemon.log"),
                    folder.resolve("daemon.pid")));
            try (var first = Interruption.undo(() -> write(folder, "undone last"));
                    var closed = Interruption.undo(() -> write(folder, "undone though it was done"));
                    var second = Interruption.undo(() -> daemon.stop(Signal.TERM, BOUND));
                    var child = Child.start(new ProcessBuilder("sh", "-c", "sleep 600 & wait"))) {
                closed.close();
                write(folder, "ready");
                Patience.until(Duration.ofDays(1), () -> !daemon.isAlive());
            }
            write(folder, "went on");
        }

        private static void write(Path folder, String name) {
            try {
                Files.writeString(folder.resolve(name), "");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private Process command;

    @AfterEach
    void endCommand() {
        if (command != null) {
            command.destroyForcibly();
        }
        Daemon.find("half-way", folder.resolve("daemon.pid")).ifPresent(left -> left.stop(Signal.KILL, BOUND));
    }

    @Test
    void aKilledCommandEndsWhatItStartedAndDoesNotGoOn() throws Exception {
        command = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Command.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("command.log").toFile())
                .start();
        assertThat(Patience.until(BOUND, () -> Files.exists(folder.resolve("ready"))))
                .isTrue();
        var daemon = Daemon.find("half-way", folder.resolve("daemon.pid")).orElseThrow();
        var children = command.descendants().toList();

        command.destroy();

        assertThat(command.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.isAlive()).isFalse();
        assertThat(Patience.until(BOUND, () -> children.stream().noneMatch(ProcessHandle::isAlive)))
                .isTrue();
        assertThat(folder.resolve("undone last")).exists();
        assertThat(folder.resolve("undone though it was done")).doesNotExist();
        assertThat(folder.resolve("went on")).doesNotExist();
    }
}
