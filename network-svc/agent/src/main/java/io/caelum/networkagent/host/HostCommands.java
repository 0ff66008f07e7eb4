package io.caelum.networkagent.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs the programs of one host. Any number of threads may. */
public final class HostCommands {

    /** Enough for the flows of some ten thousand rules. */
    private static final int MAX_OUTPUT = 64 << 20;

    private static final int MAX_ERRORS = 16 << 10;

    private final HostNamespace namespace;

    public HostCommands(HostNamespace namespace) {
        this.namespace = namespace;
    }

    /** What the command wrote to its standard output; what it wrote to the other one is in the exception's message. */
    public String run(List<String> command, Duration limit) throws CommandFailed {
        return run(command, "", limit);
    }

    /** @param stdin what the command reads from its standard input */
    public String run(List<String> command, String stdin, Duration limit) throws CommandFailed {
        List<String> whole = namespace.inside(command);
        Process process = launch(whole, new ProcessBuilder(whole));
        try {
            var output = Drain.of(process.getInputStream(), MAX_OUTPUT);
            var errors = Drain.of(process.getErrorStream(), MAX_ERRORS);
            feed(process, stdin);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CommandFailed(whole, "did not end within " + limit.toMillis() + " ms");
            }
            if (process.exitValue() != 0) {
                throw new CommandFailed(
                        whole,
                        "status " + process.exitValue() + ", " + errors.text().strip());
            }
            if (output.isCut()) {
                throw new CommandFailed(whole, "wrote more than " + MAX_OUTPUT + " bytes");
            }
            return output.text();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(whole, "interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /**
     * Starts what goes on running; it is the caller's to end.
     *
     * @param setUp sets directory, environment and where the output goes; not the command
     */
    public Process start(List<String> command, Consumer<ProcessBuilder> setUp) throws CommandFailed {
        List<String> whole = namespace.inside(command);
        var builder = new ProcessBuilder(whole);
        setUp.accept(builder);
        return launch(whole, builder.command(whole));
    }

    private static Process launch(List<String> whole, ProcessBuilder builder) throws CommandFailed {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new CommandFailed(whole, "cannot be started", e);
        }
    }

    /** Beside the waiting: a command that does not read must not hold up its own time limit. */
    private static void feed(Process process, String stdin) {
        Thread.ofVirtual().start(() -> {
            try (var in = process.getOutputStream()) {
                in.write(stdin.getBytes(StandardCharsets.UTF_8));
            } catch (IOException ended) {
                // it did not want all of it; its status tells whether that is a failure
            }
        });
    }
}
