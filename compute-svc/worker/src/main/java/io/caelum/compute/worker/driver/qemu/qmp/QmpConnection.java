package io.caelum.compute.worker.driver.qemu.qmp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * A connection to one QEMU, for any number of threads. QEMU takes one at a time: as long as this one is open nobody else
 * is heard.
 */
public final class QmpConnection implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(QmpConnection.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final SocketChannel channel;
    private final List<Consumer<QmpEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Long, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> greeted = new CompletableFuture<>();
    private final AtomicLong ids = new AtomicLong();
    private final Thread reader;

    private QmpConnection(SocketChannel channel, Consumer<QmpEvent> listener) {
        this.channel = channel;
        listeners.add(listener);
        reader = Thread.ofVirtual().name("qmp").start(this::read);
    }

    /**
     * @param listener hears all events, one after the other, before any wait of this connection for them ends
     * @throws QmpException if there is nobody, or somebody who does not speak to us within that time
     */
    public static QmpConnection open(Path socket, Duration patience, Consumer<QmpEvent> listener)
            throws QmpException, InterruptedException {
        SocketChannel channel;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (IOException e) {
            throw new QmpException("There are no unix sockets: " + e.getMessage(), e);
        }
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            closeQuietly(channel);
            throw new QmpException("QEMU does not listen.", e);
        }
        var connection = new QmpConnection(channel, listener);
        try {
            await(connection.greeted, patience, "the greeting");
            connection.execute("qmp_capabilities");
            return connection;
        } catch (QmpException | InterruptedException e) {
            connection.close();
            throw e;
        }
    }

    public boolean isOpen() {
        return reader.isAlive() && channel.isOpen();
    }

    public JsonNode execute(String command) throws QmpException, InterruptedException {
        return execute(command, Map.of());
    }

    /** What the command returns. */
    public JsonNode execute(String command, Map<String, ?> arguments) throws QmpException, InterruptedException {
        long id = ids.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        asked.put(id, answer);
        try {
            if (!reader.isAlive()) {
                throw new QmpException("QEMU has ended the connection.");
            }
            send(line(command, arguments, id));
            return await(answer, ANSWER, command);
        } finally {
            asked.remove(id);
        }
    }

    /**
     * Does something and waits for an event that follows from it.
     *
     * @throws QmpException also if the event does not come in time
     */
    public QmpEvent await(Predicate<QmpEvent> wanted, Duration patience, Cause cause)
            throws QmpException, InterruptedException {
        var heard = new CompletableFuture<QmpEvent>();
        Consumer<QmpEvent> listener = event -> {
            if (wanted.test(event)) {
                heard.complete(event);
            }
        };
        listeners.add(listener);
        try {
            cause.happen();
            return await(heard, patience, "an event");
        } finally {
            listeners.remove(listener);
        }
    }

    /** What makes an event come. */
    public interface Cause {
        void happen() throws QmpException, InterruptedException;
    }

    /** Waits until QEMU has ended the connection, and all that it said before was heard. */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return reader.join(patience);
    }

    private static byte[] line(String command, Map<String, ?> arguments, long id) {
        var request = new LinkedHashMap<String, Object>();
        request.put("execute", command);
        if (!arguments.isEmpty()) {
            request.put("arguments", arguments);
        }
        request.put("id", id);
        return (JSON.valueToTree(request) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private synchronized void send(byte[] line) throws QmpException {
        try {
            var buffer = ByteBuffer.wrap(line);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw new QmpException("QEMU cannot be reached.", e);
        }
    }

    private static <T> T await(CompletableFuture<T> future, Duration patience, String what)
            throws QmpException, InterruptedException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof QmpException refused ? refused : new QmpException("QEMU failed.", e);
        } catch (TimeoutException e) {
            throw new QmpException("QEMU did not answer within " + patience.toSeconds() + " s: " + what, e);
        }
    }

    private void read() {
        try (var lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    hear(JSON.readTree(line));
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debugf("the connection to a guest's QEMU broke: error=%s", e.getMessage());
        } finally {
            closeQuietly(channel);
            var end = new QmpException("QEMU has ended the connection.");
            greeted.completeExceptionally(end);
            asked.values().forEach(answer -> answer.completeExceptionally(end));
        }
    }

    private void hear(JsonNode said) {
        if (said.has("QMP")) {
            greeted.complete(null);
        } else if (said.has("event")) {
            var event = new QmpEvent(said.get("event").asText(), said.path("data"));
            listeners.forEach(listener -> listener.accept(event));
        } else {
            answer(said);
        }
    }

    private void answer(JsonNode said) {
        CompletableFuture<JsonNode> question = asked.get(said.path("id").asLong());
        if (question == null) {
            return;
        }
        if (said.has("error")) {
            question.completeExceptionally(
                    new QmpException(said.path("error").path("desc").asText()));
        } else {
            JsonNode value = said.get("return");
            question.complete(value == null ? MissingNode.getInstance() : value);
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debugf("a socket could not be closed: error=%s", e.getMessage());
        }
    }
}
