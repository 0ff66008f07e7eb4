package io.caelum.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Short programs that are run to their end. */
public final class Shell {

    private Shell() {}

    /** What a program said and how it ended. */
    public record Result(List<String> command, int status, String output) {
        public boolean isSuccess() {
            return status == 0;
        }

        /** The output, if the program succeeded. */
        public String orThrow() {
            if (!isSuccess()) {
                throw new IllegalStateException(
                        "%s ended with status %d: %s".formatted(String.join(" ", command), status, output.strip()));
            }
            return output;
        }
    }

    public static Result run(List<String> command) {
        return run(command, Map.of(), "");
    }

    public static Result run(List<String> command, Map<String, String> environment, String input) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            var process = builder.start();
            try (var toProcess = process.getOutputStream()) {
                toProcess.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException endedBeforeReading) {
                // its status and output tell more
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(command, process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command.getFirst(), e);
        }
    }

    /** Runs a longer program whose output goes to a file; it is ended when this command is interrupted. */
    public static Result runLogged(List<String> command, Map<String, String> environment, Path directory, Path log) {
        return runLogged(command, environment, directory, log, Child::start);
    }

    /** @param start how the program is started, and with it what happens to it when this command is interrupted */
    public static Result runLogged(
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path log,
            Function<ProcessBuilder, Child> start) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try (var child = start.apply(builder)) {
            return new Result(command, child.waitFor(), "see " + log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command.getFirst(), e);
        }
    }
}
