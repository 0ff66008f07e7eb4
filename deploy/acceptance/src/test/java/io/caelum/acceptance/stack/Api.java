package io.caelum.acceptance.stack;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The public API as it is on the wire, for what the command-line client would word for itself. */
public final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String gateway;
    private final Optional<String> token;
    private final JsonNode who;

    private Api(String gateway, Optional<String> token, JsonNode who) {
        this.gateway = gateway;
        this.token = token;
        this.who = who;
    }

    /** Whoever has no token. */
    public static Api anonymous(String gateway) {
        return new Api(gateway, Optional.empty(), MissingNode.getInstance());
    }

    static Api logIn(String gateway, String user, String password) {
        Answer answer = anonymous(gateway).post("/identity/v3/auth/tokens", login(user, password, user));
        if (answer.status() != 201) {
            throw new AssertionError("log-in failed: " + answer);
        }
        return new Api(gateway, answer.header("X-Subject-Token"), answer.body().path("token"));
    }

    public static String login(String user, String password, String project) {
        return """
                {"auth": {"identity": {"methods": ["password"], "password": {"user":
                    {"name": "%s", "domain": {"id": "default"}, "password": "%s"}}},
                  "scope": {"project": {"name": "%s", "domain": {"id": "default"}}}}}
                """.formatted(user, password, project);
    }

    /** The same user, speaking to one process and not to the gateway: its paths are those behind the gateway's first part. */
    public Api at(String address) {
        return new Api(address, token, who);
    }

    public String token() {
        return token.orElseThrow();
    }

    public String userId() {
        return who.at("/user/id").asText();
    }

    public String projectId() {
        return who.at("/project/id").asText();
    }

    /** An answer, whatever it says. */
    public record Answer(int status, String text, java.net.http.HttpHeaders headers) {

        /** Missing where the body is no JSON. */
        public JsonNode body() {
            try {
                return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
            } catch (IOException e) {
                return MissingNode.getInstance();
            }
        }

        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        @Override
        public String toString() {
            return status + " " + text;
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    public Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    public Answer put(String path, String type, byte[] body) {
        return put(path, type, BodyPublishers.ofByteArray(body));
    }

    public Answer put(String path, String type, BodyPublisher body) {
        return send(request(path).header("Content-Type", type).PUT(body));
    }

    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(gateway + path)).timeout(Duration.ofSeconds(60));
        token.ifPresent(value -> request.header("X-Auth-Token", value));
        return path.startsWith("/compute") ? request.header("OpenStack-API-Version", "compute latest") : request;
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    // ---- servers

    /** Asks for a server and tells its id. */
    public String createServer(String name, String image, String flavor, String networks) {
        return idOf(tryCreateServer(name, image, flavor, networks));
    }

    /** @param networks as in the API: {@code "none"} or a list, in JSON */
    public Answer tryCreateServer(String name, String image, String flavor, String networks) {
        return post("/compute/v2.1/servers", """
                {"server": {"name": "%s", "imageRef": "%s", "flavorRef": "%s", "networks": %s}}
                """.formatted(name, image, flavor, networks));
    }

    private static String idOf(Answer answer) {
        if (answer.status() != 202) {
            throw new AssertionError("the server was refused: " + answer);
        }
        return answer.body().at("/server/id").asText();
    }

    public JsonNode server(String id) {
        return get("/compute/v2.1/servers/" + id).body().path("server");
    }

    public JsonNode awaitStatus(String id, String status) {
        return awaitServer(id, server -> server.path("status").asText().equals(status));
    }

    public JsonNode awaitEnd(String id) {
        return awaitServer(id, server -> !server.path("status").asText().equals("BUILD"));
    }

    private JsonNode awaitServer(String id, Predicate<JsonNode> reached) {
        return await("server " + id)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> server(id), reached);
    }

    public void deleteServer(String id) {
        delete("/compute/v2.1/servers/" + id);
        awaitGone(id);
    }

    public void awaitGone(String id) {
        await("server " + id + " gone")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> get("/compute/v2.1/servers/" + id).status() == 404);
    }

    /** Without those that the network has for itself, from which addresses are handed out. */
    public List<JsonNode> portsOfServersOn(String network) {
        var ports = new ArrayList<JsonNode>();
        get("/network/v2.0/ports?network_id=" + network).body().path("ports").forEach(port -> {
            if (!port.path("device_owner").asText().startsWith("network:")) {
                ports.add(port);
            }
        });
        return ports;
    }

    public List<JsonNode> portsOf(String server) {
        var ports = new ArrayList<JsonNode>();
        get("/network/v2.0/ports?device_id=" + server).body().path("ports").forEach(ports::add);
        return ports;
    }

    /** MiB that servers hold on all hosts together, as the API of an older microversion tells it; for administrators. */
    public long claimedMemory() {
        var request = request("/compute/v2.1/os-hypervisors/detail").setHeader("OpenStack-API-Version", "compute 2.53");
        long claimed = 0;
        for (JsonNode host : send(request).body().path("hypervisors")) {
            claimed += host.path("memory_mb_used").asLong();
        }
        return claimed;
    }

    public String flavor(String name) {
        for (JsonNode flavor : get("/compute/v2.1/flavors").body().path("flavors")) {
            if (flavor.path("name").asText().equals(name)) {
                return flavor.path("id").asText();
            }
        }
        throw new AssertionError("there is no flavor " + name);
    }
}
