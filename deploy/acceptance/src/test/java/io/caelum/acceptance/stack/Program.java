package io.caelum.acceptance.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end, in bounded time, with its output in a file. */
public final class Program {

    private Program() {}

    public record Result(List<String> command, int status, String output) {

        public String orThrow() {
            if (status != 0) {
                throw new AssertionError(
                        "%s ended with status %d:%n%s".formatted(String.join(" ", command), status, lastOf(output)));
            }
            return output;
        }

        private static String lastOf(String text) {
            return text.length() <= 4_000 ? text : "..." + text.substring(text.length() - 4_000);
        }
    }

    public static Result run(Duration bound, Map<String, String> environment, List<String> command) {
        return run(Path.of(""), bound, environment, command);
    }

    static Result run(Path folder, Duration bound, Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile("program", ".out");
            try {
                var builder = new ProcessBuilder(command)
                        .directory(folder.toAbsolutePath().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()));
                // settings of another stack must not get into this one
                builder.environment().keySet().removeIf(name -> name.matches("(CAELUM|COMPOSE|OS)_.*"));
                builder.environment().putAll(environment);
                Process process = builder.start();
                if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                    throw new AssertionError("%s did not end within %s:%n%s"
                            .formatted(String.join(" ", command), bound, Files.readString(output)));
                }
                return new Result(command, process.exitValue(), Files.readString(output));
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
