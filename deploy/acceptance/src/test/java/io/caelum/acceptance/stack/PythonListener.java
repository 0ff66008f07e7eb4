package io.caelum.acceptance.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A process with the real Python library that hears what all services tell. */
public final class PythonListener implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();

    private PythonListener(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /** Returns when it hears. */
    public static PythonListener start(String busUrl) throws IOException, InterruptedException {
        try (InputStream source = PythonListener.class.getResourceAsStream("/notification_listener.py")) {
            var script = new String(source.readAllBytes(), StandardCharsets.UTF_8);
            // a name by which the broker bounds the queue that is left behind
            String pool = "notifications.acceptance-" + UUID.randomUUID();
            var listener = new PythonListener(
                    new ProcessBuilder("/usr/bin/python3", "-W", "ignore", "-c", script, busUrl, pool)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
            if (!listener.ready.await(60, TimeUnit.SECONDS)) {
                listener.close();
                throw new AssertionError("the Python listener did not start");
            }
            return listener;
        }
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                JsonNode said = JSON.readTree(line);
                if (said.has("ready")) {
                    ready.countDown();
                } else {
                    heard.add(said);
                }
            }
        } catch (IOException e) {
            // The process is gone.
        }
    }

    /** In the order of arrival. */
    public List<JsonNode> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
