package io.caelum.bench.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.launcher.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The public API of a cloud for one user in one project; for all threads. Addresses come from the catalog. */
public final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** What stands behind a service's address in the catalog, which some clouds write with it and some without. */
    private static final Map<String, String> VERSIONS = Map.of("compute", "/v2.1", "network", "/v2.0", "image", "/v2");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Credentials credentials;
    private final Map<String, String> services = new HashMap<>();
    private final String token;
    private final JsonNode who;

    public Api(Credentials credentials) {
        this.credentials = credentials;
        var response = send(logIn(credentials.byPassword()));
        if (response.statusCode() != 201) {
            throw new Trouble("%s cannot log in: %d %s"
                    .formatted(
                            credentials, response.statusCode(), response.body().strip()));
        }
        token = token(response);
        who = answer(response).body().path("token");
        who.path("catalog").forEach(this::learn);
        services.put("identity", credentials.authUrl());
    }

    private void learn(JsonNode service) {
        String type = service.path("type").asText();
        StreamSupport.stream(service.path("endpoints").spliterator(), false)
                .filter(endpoint -> endpoint.path("interface").asText().equals(credentials.face()))
                .filter(endpoint -> credentials
                        .region()
                        .map(endpoint.path("region_id").asText()::equals)
                        .orElse(true))
                .findFirst()
                .ifPresent(endpoint ->
                        services.put(type, versioned(type, endpoint.path("url").asText())));
    }

    static String versioned(String type, String url) {
        String bare = url.replaceAll("/+$", "");
        String version = VERSIONS.getOrDefault(type, "");
        return bare.contains(version) ? bare : bare + version;
    }

    public String projectId() {
        return who.path("project").path("id").asText();
    }

    public boolean isAdmin() {
        return StreamSupport.stream(who.path("roles").spliterator(), false)
                .anyMatch(role -> role.path("name").asText().equals("admin"));
    }

    /** A new token for the password. */
    public String newToken() {
        return token(logInOrThrow(credentials.byPassword()));
    }

    /** A new token for another one. */
    public String newToken(String other) {
        return token(logInOrThrow(credentials.byToken(other)));
    }

    public Answer validate(String other) {
        return answer(send(request("identity", "/auth/tokens").GET().header("X-Subject-Token", other)));
    }

    public Answer get(String service, String path) {
        return answer(send(request(service, path).GET()));
    }

    public Answer delete(String service, String path) {
        return answer(send(request(service, path).DELETE()));
    }

    public Answer post(String service, String path, Map<String, ?> body) {
        return answer(send(json(request(service, path)).POST(text(body))));
    }

    public Answer put(String service, String path, Map<String, ?> body) {
        return answer(send(json(request(service, path)).PUT(text(body))));
    }

    public Answer upload(String path, BodyPublisher body) {
        return answer(send(request("image", path)
                .timeout(Duration.ofMinutes(10))
                .header("Content-Type", "application/octet-stream")
                .PUT(body)));
    }

    /** Takes what is there without keeping it; tells how many bytes it was. */
    public long download(String path) {
        var request =
                request("image", path).timeout(Duration.ofMinutes(10)).GET().build();
        var count = new long[1];
        try {
            int status = http.send(
                            request,
                            BodyHandlers.ofByteArrayConsumer(bytes ->
                                    count[0] += bytes.map(b -> b.length).orElse(0)))
                    .statusCode();
            if (status != 200) {
                throw new Answer.Refused("GET " + path + " answered " + status);
            }
            return count[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private HttpRequest.Builder request(String service, String path) {
        String address = services.get(service);
        if (address == null) {
            throw new Trouble("the catalog has no %s service with a %s address".formatted(service, credentials.face()));
        }
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(TIMEOUT)
                .header("X-Auth-Token", token)
                .header("Accept", "application/json");
    }

    private HttpResponse<String> logInOrThrow(Map<String, ?> body) {
        var response = send(logIn(body));
        answer(response).orThrow();
        return response;
    }

    private HttpRequest.Builder logIn(Map<String, ?> body) {
        return json(HttpRequest.newBuilder(URI.create(credentials.authUrl() + "/auth/tokens"))
                        .timeout(TIMEOUT))
                .POST(text(body));
    }

    private static HttpRequest.Builder json(HttpRequest.Builder request) {
        return request.header("Content-Type", "application/json");
    }

    private static String token(HttpResponse<String> response) {
        return response.headers().firstValue("X-Subject-Token").orElseThrow();
    }

    private static Answer answer(HttpResponse<String> response) {
        var request = response.request();
        return new Answer(request.method() + " " + request.uri(), response.statusCode(), response.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.build().uri() + ": " + e, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static RuntimeException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }

    private static BodyPublisher text(Map<String, ?> body) {
        return BodyPublishers.ofString(JSON.valueToTree(body).toString());
    }
}
