package io.caelum.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.launcher.infra.KeycloakServer;
import io.caelum.launcher.infra.Realm;
import io.caelum.launcher.infra.TemporaryInfra;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Keycloak for tests: realms made on demand, each as the stack's own. No container: it would start for minutes. */
public final class TestKeycloak {

    private static final String VARIABLE = "CAELUM_TEST_KEYCLOAK";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestKeycloak() {}

    /** A realm of its own for whoever asks, with the client that identity-svc uses. */
    public record FreshRealm(String url, Realm realm) implements AutoCloseable {

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
        return SharedEndpoint.of(VARIABLE, Optional::empty, TestKeycloak::localProcess);
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
        try {
            return new ObjectMapper().readTree(answer).path("access_token").asText();
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
