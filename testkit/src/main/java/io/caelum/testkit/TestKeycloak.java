package io.caelum.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.launcher.infra.KeycloakServer;
import io.caelum.launcher.infra.Realm;
import io.caelum.launcher.infra.RealmMend;
import io.caelum.launcher.infra.TemporaryInfra;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Keycloak for tests: realms made on demand, each as the stack's own. */
public final class TestKeycloak {

    private static final String VARIABLE = "CAELUM_TEST_KEYCLOAK";
    /** Made by deploy/images/build: the official one would do its build step at each start, for minutes. */
    private static final String IMAGE = "caelum/keycloak:" + System.getenv().getOrDefault("CAELUM_TAG", "local");

    private static final int PORT = 8080;
    private static final int MANAGEMENT_PORT = 9000;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestKeycloak() {}

    /** A realm of its own for whoever asks, with the client that identity-svc uses. */
    public record FreshRealm(String url, Realm realm) implements AutoCloseable {

        /** As the launcher adds what a realm lacks; tells what. */
        public List<String> mend() {
            var endpoint = endpoint();
            return RealmMend.run(url, SharedEndpoint.user(endpoint), SharedEndpoint.password(endpoint), realm);
        }

        public void removeClient(String clientId) {
            var clients = "/admin/realms/" + realm.name() + "/clients";
            var found =
                    parsed(send(authorized(clients + "?clientId=" + clientId).GET()));
            send(authorized(clients + "/" + found.path(0).path("id").asText()).DELETE());
        }

        @Override
        public void close() {
            send(authorized("/admin/realms/" + realm.name()).DELETE());
        }
    }

    public static FreshRealm freshRealm() {
        var endpoint = endpoint();
        var realm = new Realm(TemporaryInfra.freshName("test"), TemporaryInfra.freshName("secret"));
        send(authorized("/admin/realms")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(realm.json())));
        return new FreshRealm("http://%s:%d".formatted(endpoint.getHost(), endpoint.getPort()), realm);
    }

    private static URI endpoint() {
        return SharedEndpoint.of(VARIABLE, TestKeycloak::container, TestKeycloak::localProcess);
    }

    private static Optional<URI> container() {
        if (!Docker.isToRun(IMAGE)) {
            return Optional.empty();
        }
        var network = ContainersOfThisJvm.network();
        var password = TemporaryInfra.freshName("admin");
        @SuppressWarnings("resource")
        var database =
                new PostgreSQLContainer(TestPostgres.IMAGE).withNetwork(network).withNetworkAliases("database");
        ContainersOfThisJvm.start(database);
        @SuppressWarnings("resource")
        var keycloak = new GenericContainer<>(IMAGE)
                .withNetwork(network)
                .withExposedPorts(PORT, MANAGEMENT_PORT)
                .withEnv(settings(database, password))
                .waitingFor(Wait.forHttp("/health/ready").forPort(MANAGEMENT_PORT));
        ContainersOfThisJvm.start(keycloak);
        return Optional.of(URI.create("http://%s:%s@%s:%d"
                .formatted(KeycloakServer.ADMIN, password, keycloak.getHost(), keycloak.getMappedPort(PORT))));
    }

    private static Map<String, String> settings(PostgreSQLContainer database, String password) {
        return Map.ofEntries(
                Map.entry("KC_DB_URL", "jdbc:postgresql://database:5432/" + database.getDatabaseName()),
                Map.entry("KC_DB_USERNAME", database.getUsername()),
                Map.entry("KC_DB_PASSWORD", database.getPassword()),
                Map.entry("KC_BOOTSTRAP_ADMIN_USERNAME", KeycloakServer.ADMIN),
                Map.entry("KC_BOOTSTRAP_ADMIN_PASSWORD", password),
                Map.entry("KC_HTTP_ENABLED", "true"),
                Map.entry("KC_HOSTNAME_STRICT", "false"),
                Map.entry("KC_CACHE", "local"),
                // for the realm that is in the image
                Map.entry("CAELUM_KEYCLOAK_CLIENT_SECRET", TemporaryInfra.freshName("secret")),
                // quick to start rather than quick in the long run
                Map.entry("JAVA_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms64m -Xmx384m"));
    }

    private static URI localProcess() {
        var database = TestPostgres.freshDatabase();
        var password = TemporaryInfra.freshName("admin");
        var server = LocalServers.get()
                .keycloak(
                        new KeycloakServer.Database(database.jdbcUrl(), database.user(), database.password()),
                        password,
                        List.of());
        return URI.create(server.url().replace("://", "://" + KeycloakServer.ADMIN + ":" + password + "@"));
    }

    private static HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(base().resolve(path)).header("Authorization", "Bearer " + adminToken());
    }

    private static String adminToken() {
        var endpoint = endpoint();
        var form = "grant_type=password&client_id=admin-cli&username=%s&password=%s"
                .formatted(
                        SharedEndpoint.user(endpoint),
                        URLEncoder.encode(SharedEndpoint.password(endpoint), StandardCharsets.UTF_8));
        var answer = send(HttpRequest.newBuilder(base().resolve("/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        return parsed(answer).path("access_token").asText();
    }

    private static JsonNode parsed(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URI base() {
        var endpoint = endpoint();
        return URI.create("http://%s:%d".formatted(endpoint.getHost(), endpoint.getPort()));
    }

    private static String send(HttpRequest.Builder builder) {
        var request = builder.build();
        try {
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException("%s %s: %d %s"
                        .formatted(request.method(), request.uri(), response.statusCode(), response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new IllegalStateException("Keycloak does not answer at " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
