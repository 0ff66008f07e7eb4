package io.caelum.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One process with the real Python library for all tests: it is client, server, notifier and listener as it is told. */
final class PythonPeer {

    private static final long PATIENCE_SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static PythonPeer shared;

    private final BufferedWriter in;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
    /** What it came across by itself. */
    final LinkedBlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();

    private PythonPeer(Process process) {
        in = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(() -> read(process));
    }

    static synchronized PythonPeer get() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    private static PythonPeer start() {
        if (!Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/oslo_messaging"))) {
            throw new AssertionError("The Python library is missing: install the package python3-oslo.messaging,"
                    + " or run deploy/stack test, which does so.");
        }
        try (InputStream source = PythonPeer.class.getResourceAsStream("/python_peer.py")) {
            var script = new String(source.readAllBytes(), StandardCharsets.UTF_8);
            Process python = new ProcessBuilder("/usr/bin/python3", "-W", "ignore", "-c", script)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(python::destroyForcibly));
            return new PythonPeer(python);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Process process) {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                take(JSON.readTree(line));
            }
        } catch (IOException e) {
            // The process is gone.
        }
        awaited.values().forEach(answer -> answer.completeExceptionally(new AssertionError("Python is gone")));
    }

    private void take(JsonNode line) {
        if (line.has("id")) {
            awaited.remove(line.get("id").asInt()).complete(line);
        } else if (!line.has("ready")) {
            heard.add(line);
        }
    }

    /** Begins some work; the answer has {@code result} or {@code error}. */
    CompletableFuture<JsonNode> begin(String work, Map<String, Object> arguments) {
        var line = new HashMap<>(arguments);
        int id = ids.incrementAndGet();
        line.put("id", id);
        line.put("work", work);
        var answer = new CompletableFuture<JsonNode>();
        awaited.put(id, answer);
        try {
            synchronized (in) {
                in.write(JSON.writeValueAsString(line) + "\n");
                in.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Does some work that must succeed. */
    JsonNode perform(String work, Map<String, Object> arguments) {
        JsonNode answer = begin(work, arguments).join();
        assertThat(answer.has("error")).as(answer.toString()).isFalse();
        return answer.get("result");
    }

    JsonNode nextHeard() throws InterruptedException {
        JsonNode next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("what Python hears").isNotNull();
        return next;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
