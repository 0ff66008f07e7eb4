package io.caelum.platform.bus;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.platform.bus.wire.WireJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process with the real Python library. Tests with it are skipped where the library is not installed. */
final class PythonPeer implements AutoCloseable {

    private static final String PYTHON = "/usr/bin/python3";

    private final Process process;
    private final Path script;
    private final LinkedBlockingQueue<JsonNode> lines = new LinkedBlockingQueue<>();

    private PythonPeer(Process process, Path script) {
        this.process = process;
        this.script = script;
        Thread.ofVirtual().start(this::read);
    }

    static void require() {
        if (!Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/oslo_messaging"))) {
            throw new AssertionError("The Python library is missing: install the package python3-oslo.messaging,"
                    + " or run deploy/stack test, which does so.");
        }
    }

    static PythonPeer start(String role, String... arguments) throws IOException {
        Path script = Files.createTempFile("oslo-peer", ".py");
        try (InputStream source = PythonPeer.class.getResourceAsStream("/oslo_peer.py")) {
            Files.write(script, source.readAllBytes());
        }
        var command = new ArrayList<>(List.of(PYTHON, "-W", "ignore", script.toString(), role));
        command.addAll(List.of(arguments));
        return new PythonPeer(
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start(),
                script);
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("{")) {
                    lines.add(WireJson.MAPPER.readTree(line));
                }
            }
        } catch (IOException e) {
            // The process is gone.
        }
    }

    JsonNode next(Duration patience) throws InterruptedException {
        JsonNode line = null;
        for (long left = patience.toMillis(); line == null && left > 0; left -= 100) {
            boolean alive = process.isAlive();
            line = lines.poll(100, TimeUnit.MILLISECONDS);
            if (line == null && !alive) {
                throw new AssertionError("The Python peer has ended with status " + process.exitValue());
            }
        }
        if (line == null) {
            throw new AssertionError("The Python peer says nothing within " + patience);
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(script);
    }
}
