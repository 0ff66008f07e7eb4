package io.caelum.doctor.sight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The queues, as the broker's management interface tells of them. */
public final class Broker {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** @param messages how many wait in it, or are being worked on */
    public record Queue(String name, long messages, long consumers) {}

    private final URI management;
    private final String virtualHost;

    /** @param management with user and password, which are never shown */
    public Broker(URI management, String virtualHost) {
        this.management = management;
        this.virtualHost = virtualHost;
    }

    public List<Queue> queues() {
        String path = "/api/queues/" + URLEncoder.encode(virtualHost, StandardCharsets.UTF_8)
                + "?columns=name,messages,consumers";
        var queues = new ArrayList<Queue>();
        for (JsonNode queue : get(path)) {
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

    private JsonNode get(String path) {
        String login =
                Base64.getEncoder().encodeToString(management.getRawUserInfo().getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(
                        URI.create("http://%s:%d%s".formatted(management.getHost(), management.getPort(), path)))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + login)
                .build();
        try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var answer = http.send(request, BodyHandlers.ofString());
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
