package io.caelum.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.conformance.server.ServerCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;

/** One of our programs, run within the test as its user would from a shell. */
final class Program implements AutoCloseable {

    private final CommandLine line = Main.commandLine();
    private final StringWriter out = new StringWriter();
    private final CompletableFuture<Integer> status;

    private Program(List<String> arguments) {
        line.setOut(new PrintWriter(out));
        status = CompletableFuture.supplyAsync(
                () -> line.execute(arguments.toArray(String[]::new)),
                task -> Thread.ofVirtual().start(task));
    }

    static Program start(String... arguments) {
        return new Program(List.of(arguments));
    }

    /** The exit status, when it has ended. */
    int status() {
        return status.orTimeout(90, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    /** What it has printed so far: whole lines. */
    List<JsonNode> lines() {
        var lines = new ArrayList<JsonNode>();
        String text = out.toString();
        text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(PythonPeer::json)
                .forEach(lines::add);
        return lines;
    }

    @Override
    public void close() {
        if (line.getSubcommands().get("server").getCommand() instanceof ServerCommand server) {
            server.stop();
        }
        status();
    }
}
