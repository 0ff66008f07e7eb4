package io.caelum.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caelum.testkit.TestRabbitMq.Vhost;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;

/** A server that answers with odd but legal frames, as older and future peers might. */
final class FrameLevelPeer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RawPeer peer;

    FrameLevelPeer(Vhost vhost) throws Exception {
        peer = new RawPeer(vhost);
        peer.channel.exchangeDeclare("openstack", "topic", false);
        peer.channel.queueDeclare("conformance", false, false, false, null);
        peer.channel.queueBind("conformance", "openstack", "conformance");
    }

    void serve() throws IOException {
        LinkedBlockingQueue<RawPeer.Frame> requests = peer.consume("conformance");
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    answer(requests.take().message());
                }
            } catch (IOException | InterruptedException e) {
                // The test is over.
            }
        });
    }

    private void answer(JsonNode request) throws IOException, InterruptedException {
        JsonNode value = request.path("args").path("value");
        switch (request.path("method").asText()) {
            case "two_part" -> {
                reply(request, frame(request, value, null, false));
                reply(request, frame(request, null, null, true));
            }
            case "beats" -> {
                for (int i = 0; i < request.path("args").path("count").asInt(); i++) {
                    Thread.sleep(1_000);
                    reply(request, frame(request, null, null, false));
                }
                reply(request, frame(request, JSON.valueToTree("done"), null, true));
            }
            case "stray" -> {
                ObjectNode stray = frame(request, JSON.valueToTree("for somebody else"), null, true);
                reply(request, stray.put("_msg_id", "00000000000040008000000000000000"));
                reply(request, frame(request, value, null, true));
            }
            case "twice" -> {
                ObjectNode frame = frame(request, value, null, true);
                reply(request, frame);
                reply(request, frame);
            }
            case "bare_failure" ->
                reply(
                        request,
                        frame(
                                request,
                                null,
                                "{\"class\": \"ValueError\", \"module\": \"builtins\", \"message\": \"bare\"}",
                                true));
            case "java_failure" ->
                reply(
                        request,
                        frame(
                                request,
                                null,
                                "{\"class\": \"IllegalStateException\", \"module\": \"java.lang\", \"message\": \"odd\","
                                        + " \"tb\": [], \"args\": [\"odd\"], \"kwargs\": {}}",
                                true));
            case "slow_then_dead" -> {
                Thread.sleep(1_000);
                reply(request, frame(request, null, null, false));
            }
            case "echo" -> reply(request, frame(request, value, null, true).without("_unique_id"));
            // The other steps are not this peer's.
            default ->
                reply(
                        request,
                        frame(
                                request,
                                null,
                                "{\"class\": \"NoSuchMethod\", \"module\": \"oslo_messaging.rpc.dispatcher\","
                                        + " \"message\": \"not here\"}",
                                true));
        }
    }

    private static ObjectNode frame(JsonNode request, JsonNode result, String failure, boolean ending) {
        ObjectNode frame = JSON.createObjectNode();
        frame.set("result", result);
        frame.put("failure", failure);
        frame.put("ending", ending);
        frame.set("_msg_id", request.get("_msg_id"));
        frame.put("_unique_id", Long.toHexString(System.nanoTime()));
        return frame;
    }

    private void reply(JsonNode request, ObjectNode frame) throws IOException {
        if (request.has("_reply_q")) {
            peer.send("", request.get("_reply_q").textValue(), "application/json", RawPeer.enveloped(frame.toString()));
        }
    }

    @Override
    public void close() {
        peer.close();
    }
}
