package io.caelum.launcher.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Keycloak imports a realm once. What the realm's file has gained since, languages, clients and roles of service accounts,
 * is added here to a realm that an older version has imported; what is there is not touched.
 */
public final class RealmMend {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String url;
    private final Realm realm;
    private final String token;
    private final List<String> added = new ArrayList<>();

    private RealmMend(String url, Realm realm, String token) {
        this.url = url;
        this.realm = realm;
        this.token = token;
    }

    /**
     * @param url of Keycloak
     * @param admin who may change the realm, with a password
     * @return what was missing and is there now
     */
    public static List<String> run(String url, String admin, String password, Realm realm) {
        var form = "grant_type=password&client_id=admin-cli&username=%s&password=%s"
                .formatted(encoded(admin), encoded(password));
        var token = send(HttpRequest.newBuilder(URI.create(url + "/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)))
                .path("access_token")
                .asText();
        var mend = new RealmMend(url, realm, token);
        mend.all();
        return mend.added;
    }

    private void all() {
        try {
            var wanted = JSON.readTree(realm.json());
            ensureLanguages(wanted);
            wanted.path("clients").forEach(this::ensureClient);
            wanted.path("users").forEach(this::ensureRoles);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ensureLanguages(JsonNode wanted) {
        if (wanted.path("internationalizationEnabled").asBoolean()
                && !get("").path("internationalizationEnabled").asBoolean()) {
            var languages = JSON.createObjectNode();
            for (String name : List.of("internationalizationEnabled", "supportedLocales", "defaultLocale")) {
                languages.set(name, wanted.path(name));
            }
            send(request("")
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(languages.toString())));
            added.add("languages");
        }
    }

    private void ensureClient(JsonNode client) {
        var name = client.path("clientId").asText();
        if (clients(name).isEmpty()) {
            send(request("/clients")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(client.toString())));
            added.add("client " + name);
        }
    }

    private void ensureRoles(JsonNode account) {
        var owner = idOf(account.path("serviceAccountClientId").asText());
        var user = get("/clients/" + owner + "/service-account-user").path("id").asText();
        account.path("clientRoles").properties().forEach(roles -> {
            var mapping = "/users/" + user + "/role-mappings/clients/" + idOf(roles.getKey());
            grant(account.path("username").asText(), mapping, roles.getValue());
        });
    }

    private void grant(String account, String mapping, JsonNode roles) {
        var wanted = new HashSet<String>();
        roles.forEach(role -> wanted.add(role.asText()));
        ArrayNode missing = JSON.createArrayNode();
        get(mapping + "/available").forEach(role -> {
            if (wanted.contains(role.path("name").asText())) {
                missing.add(role);
                added.add("role " + role.path("name").asText() + " of " + account);
            }
        });
        if (!missing.isEmpty()) {
            send(request(mapping)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(missing.toString())));
        }
    }

    private String idOf(String client) {
        return clients(client).path(0).path("id").asText();
    }

    private JsonNode clients(String name) {
        return get("/clients?clientId=" + encoded(name));
    }

    private JsonNode get(String path) {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + "/admin/realms/" + realm.name() + path))
                .header("Authorization", "Bearer " + token);
    }

    private static JsonNode send(HttpRequest.Builder builder) {
        var request = builder.timeout(Duration.ofSeconds(30)).build();
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        "%s %s: %d %s".formatted(request.method(), request.uri(), answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body().isEmpty() ? "null" : answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("Keycloak does not answer at " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
