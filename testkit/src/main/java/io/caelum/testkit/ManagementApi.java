package io.caelum.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;

/** The few calls of RabbitMQ's management API that tests need. */
final class ManagementApi {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AROUND = Duration.ofMillis(250);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI endpoint;

    ManagementApi(URI endpoint) {
        this.endpoint = endpoint;
    }

    void put(String path, String json) {
        send("PUT", path, json);
    }

    void delete(String path) {
        send("DELETE", path, "");
    }

    void closeConnections(String vhost, int atLeast) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonNode connections = connections(vhost);
        while (connections.size() < atLeast) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("RabbitMQ shows %d connections of %s after %s, not %d"
                        .formatted(connections.size(), vhost, PATIENCE, atLeast));
            }
            LockSupport.parkNanos(LOOK_AROUND.toNanos());
            connections = connections(vhost);
        }
        connections.forEach(connection ->
                delete("/api/connections/" + escaped(connection.path("name").asText())));
    }

    private JsonNode connections(String vhost) {
        try {
            return new ObjectMapper().readTree(send("GET", "/api/vhosts/" + vhost + "/connections", ""));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String send(String method, String path, String body) {
        var credentials =
                Base64.getEncoder().encodeToString(endpoint.getUserInfo().getBytes(StandardCharsets.UTF_8));
        var uri = URI.create("http://%s:%d%s".formatted(endpoint.getHost(), endpoint.getPort(), path));
        var request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300 && response.statusCode() != 404) {
                throw new IllegalStateException(
                        "%s %s: %d %s".formatted(method, uri, response.statusCode(), response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new IllegalStateException("RabbitMQ's management API does not answer at " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String escaped(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
