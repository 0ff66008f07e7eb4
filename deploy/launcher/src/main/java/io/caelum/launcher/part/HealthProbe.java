package io.caelum.launcher.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;

/** Asks a process whether it is ready, and puts its answer into one line. */
final class HealthProbe {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    private HealthProbe() {}

    static Condition of(int port) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(3))
                    .build();
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? new Condition.Ready() : read(response.body());
        } catch (IOException notYet) {
            return new Condition.Starting("does not answer on port " + port + " yet");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Condition.Starting("interrupted while asking");
        }
    }

    /** MicroProfile Health: a list of checks, each with a name, a status and perhaps data that explain it. */
    static Condition read(String body) {
        var reasons = new ArrayList<String>();
        try {
            for (var check : new ObjectMapper().readTree(body).path("checks")) {
                if (!check.path("status").asText().equals("UP")) {
                    reasons.add(reason(check));
                }
            }
        } catch (IOException notJson) {
            reasons.add("health answers with something that is not JSON");
        }
        return new Condition.Starting(
                reasons.isEmpty() ? "health says no, without a reason" : String.join("; ", reasons));
    }

    private static String reason(JsonNode check) {
        var name = check.path("name").asText();
        var values = new ArrayList<String>();
        check.path("data").forEach(value -> values.add(value.asText()));
        return values.isEmpty()
                ? name
                : name + ": " + String.join(", ", values).lines().findFirst().orElse("");
    }
}
