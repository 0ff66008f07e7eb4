package io.caelum.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.caelum.acceptance.stack.Api;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A user at the public API for whom failure is an answer like others; all that happens is noted. */
final class Client {

    /** Who waits for longer takes it for a hang. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int MOST_TEXT = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Api api;
    private final Traffic traffic;

    Client(Api api, Traffic traffic) {
        this.api = api;
        this.traffic = traffic;
    }

    /** @param status {@link Exchange#NONE} where none came */
    record Answer(int status, JsonNode body) {

        boolean isMissing() {
            return status == 404;
        }
    }

    Answer get(String what, String path) {
        return send(what, api.request(path).GET());
    }

    Answer delete(String what, String path) {
        return send(what, api.request(path).DELETE());
    }

    /** @param key the request may be repeated with it, and is done once */
    Answer post(String what, String path, String key, String json) {
        return send(
                what,
                api.request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "\"" + key + "\"")
                        .POST(BodyPublishers.ofString(json)));
    }

    private Answer send(String what, HttpRequest.Builder request) {
        long begun = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            boolean saysWhen = response.headers().firstValue("Retry-After").isPresent();
            note(what, begun, response.statusCode(), saysWhen, response.body());
            return new Answer(response.statusCode(), read(response.body()));
        } catch (IOException e) {
            note(what, begun, Exchange.NONE, false, e.toString());
            return new Answer(Exchange.NONE, MissingNode.getInstance());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void note(String what, long begun, int status, boolean saysWhen, String text) {
        traffic.add(new Exchange(
                what,
                begun,
                System.nanoTime(),
                status,
                saysWhen,
                text.substring(0, Math.min(text.length(), MOST_TEXT))));
    }

    private static JsonNode read(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
