package io.caelum.networkagent.mechanism.ovs.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Transactions on the database {@code Open_vSwitch}. A connection for each: on a Unix socket that costs less than a
 * millisecond, and there is none to keep alive or to make anew when the server was restarted.
 */
final class OvsdbClient {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Path socket;

    OvsdbClient(Path socket) {
        this.socket = socket;
    }

    /** All operations or none. The results, in their order. */
    JsonNode transact(List<? extends JsonNode> operations) throws OvsdbFailed {
        var request = MAPPER.createObjectNode().put("method", "transact").put("id", 1);
        request.putArray("params").add("Open_vSwitch").addAll(operations);
        JsonNode answer = exchange(request);
        if (!answer.path("error").isNull()) {
            throw new OvsdbFailed("the switch's database says " + answer.path("error"));
        }
        // RFC 7047, 4.1.3: a failed operation, or the whole transaction behind the last one, has an error of its own
        for (JsonNode result : answer.path("result")) {
            if (result.has("error")) {
                throw new OvsdbFailed(
                        "the switch's database refuses: " + result.path("error").asText() + " "
                                + result.path("details").asText());
            }
        }
        return answer.path("result");
    }

    private JsonNode exchange(JsonNode request) throws OvsdbFailed {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                var limit = Limit.closing(channel, LIMIT)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            send(channel, request);
            try (var messages =
                    MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(Channels.newInputStream(channel))) {
                while (messages.hasNextValue()) {
                    JsonNode message = messages.nextValue();
                    if (message.has("result")) {
                        return message;
                    }
                    if ("echo".equals(message.path("method").asText())) {
                        send(channel, echo(message));
                    }
                }
            }
            throw new OvsdbFailed("the switch's database closed the connection, " + socket);
        } catch (IOException e) {
            throw new OvsdbFailed("the switch's database cannot be reached, " + socket + ": " + e, e);
        }
    }

    private static JsonNode echo(JsonNode probe) {
        ArrayNode params = MAPPER.createArrayNode();
        probe.path("params").forEach(params::add);
        var answer = MAPPER.createObjectNode();
        answer.set("result", params);
        answer.putNull("error");
        answer.set("id", probe.path("id"));
        return answer;
    }

    private static void send(SocketChannel channel, JsonNode message) throws IOException {
        var bytes = ByteBuffer.wrap(message.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Closes a channel in the middle of a read, which itself knows no time limit. */
    private record Limit(Thread thread) implements AutoCloseable {

        static Limit closing(SocketChannel channel, Duration after) {
            return new Limit(Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(after);
                    channel.close();
                } catch (InterruptedException done) {
                    // the answer came in time
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }));
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
