package io.caelum.doctor.sight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.platform.bus.broker.DeadLetters;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The queues and what lies in them, as the broker's management interface tells of them. */
public final class Broker {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** @param messages how many wait in it, or are being worked on */
    public record Queue(String name, long messages, long consumers) {}

    /**
     * A message that was given up.
     *
     * @param from who was to work on it
     * @param by which process gave it up
     */
    public record DeadLetter(String from, String reason, String by) {}

    private final URI management;
    private final String virtualHost;

    /** @param management with user and password, which are never shown */
    public Broker(URI management, String virtualHost) {
        this.management = management;
        this.virtualHost = virtualHost;
    }

    public List<Queue> queues() {
        var queues = new ArrayList<Queue>();
        for (JsonNode queue : ask(request(queuesPath() + "?columns=name,messages,consumers"))) {
            if (!queue.has("messages") || !queue.has("consumers")) {
                throw new Undecided("the broker's management does not tell the numbers of all queues yet");
            }
            queues.add(new Queue(
                    queue.path("name").asText(),
                    queue.path("messages").asLong(),
                    queue.path("consumers").asLong()));
        }
        return queues;
    }

    /**
     * Why messages were given up, the oldest first. They are put back where they were; what they hold is not read.
     *
     * @param most so many at most
     */
    public List<DeadLetter> deadLetters(Queue queue, int most) {
        String body = """
                {"count": %d, "ackmode": "ack_requeue_true", "encoding": "base64", "truncate": 1}""".formatted(most);
        var letters = new ArrayList<DeadLetter>();
        for (JsonNode message : ask(request(queuesPath() + "/" + encoded(queue.name()) + "/get")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)))) {
            JsonNode headers = message.at("/properties/headers");
            letters.add(new DeadLetter(
                    headers.path(DeadLetters.FROM).asText("somebody unknown"),
                    headers.path(DeadLetters.REASON).asText("no reason was given"),
                    headers.path(DeadLetters.BY).asText("somebody unknown")));
        }
        return letters;
    }

    private String queuesPath() {
        return "/api/queues/" + encoded(virtualHost);
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        String login =
                Base64.getEncoder().encodeToString(management.getRawUserInfo().getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(
                        URI.create("http://%s:%d%s".formatted(management.getHost(), management.getPort(), path)))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + login);
    }

    private static JsonNode ask(HttpRequest.Builder request) {
        // an offer of HTTP/2 with a body makes the broker close the connection
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new Undecided("the broker's management answers " + answer.statusCode());
            }
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new Undecided("the broker's management cannot be asked: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Undecided("interrupted while asking the broker", e);
        }
    }
}
