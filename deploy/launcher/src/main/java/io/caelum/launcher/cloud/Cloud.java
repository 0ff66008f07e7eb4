package io.caelum.launcher.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.launcher.Trouble;
import io.caelum.launcher.home.Home;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The public API, as one user in one project. */
public final class Cloud {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String gateway;
    private final String token;
    private final JsonNode tokenBody;

    /** An answer of the API. */
    public record Answer(int status, JsonNode body, Optional<String> requestId) {}

    private Cloud(CloudLogin login) {
        this.gateway = login.gateway();
        var response = send(
                HttpRequest.newBuilder(URI.create(gateway + "/identity/v3/auth/tokens"))
                        .header("Content-Type", "application/json")
                        .POST(json(login.body())),
                "/identity/v3/auth/tokens");
        this.token = response.headers().firstValue("X-Subject-Token").orElseThrow();
        this.tokenBody = parsed(response.body());
    }

    public static Cloud as(CloudUser user, Home home) {
        return as(CloudLogin.of(user, home));
    }

    public static Cloud as(CloudLogin login) {
        return new Cloud(login);
    }

    public String projectId() {
        return tokenBody.at("/token/project/id").asText();
    }

    public JsonNode get(String path) {
        return parsed(send(request(path).GET(), path).body());
    }

    /** As {@link #get}, but empty where the answer is 404. */
    public Optional<JsonNode> find(String path) {
        var response = exchange(request(path).GET(), path);
        return response.statusCode() == 404
                ? Optional.empty()
                : Optional.of(parsed(checked(response, path).body()));
    }

    public Answer post(String path, Map<String, ?> body) {
        var response =
                send(request(path).header("Content-Type", "application/json").POST(json(body)), path);
        return new Answer(
                response.statusCode(),
                parsed(response.body()),
                response.headers().firstValue("x-openstack-request-id"));
    }

    public void put(String path, String contentType, byte[] body) {
        send(request(path).header("Content-Type", contentType).PUT(BodyPublishers.ofByteArray(body)), path);
    }

    public void delete(String path) {
        send(request(path).DELETE(), path);
    }

    public static String escaped(String parameter) {
        return URLEncoder.encode(parameter, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path))
                .header("X-Auth-Token", token)
                .header("OpenStack-API-Version", "compute latest")
                .header("Accept", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder builder, String path) {
        return checked(exchange(builder, path), path);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder builder, String path) {
        try {
            return http.send(builder.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Trouble(
                    "the gateway does not answer at %s%s (%s)".formatted(gateway, path, e.getMessage()),
                    "deploy/stack status shows what runs; deploy/stack up starts it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> checked(HttpResponse<String> response, String path) {
        if (response.statusCode() >= 400) {
            throw new Trouble("%s %s answered %d: %s"
                    .formatted(
                            response.request().method(),
                            gateway + path,
                            response.statusCode(),
                            response.body().strip()));
        }
        return response;
    }

    private static BodyPublisher json(Map<String, ?> body) {
        return BodyPublishers.ofString(JSON.valueToTree(body).toString());
    }

    private static JsonNode parsed(String text) {
        try {
            return text.isBlank() ? JSON.nullNode() : JSON.readTree(text);
        } catch (IOException e) {
            throw new Trouble("the gateway answered with something that is not JSON: " + text);
        }
    }
}
