package io.caelum.launcher.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The Keycloak realm that identity-svc keeps users in, with the client by which it does so: its service account may
 * manage users and nothing else.
 *
 * @param clientSecret what identity-svc shows to Keycloak
 */
public record Realm(String name, String clientSecret) {

    public static final String CLIENT = "caelum-identity";

    private static final String TEMPLATE = "/io/caelum/launcher/config/keycloak/caelum-realm.json";

    /** The realm as Keycloak imports it. */
    public String json() {
        return template()
                .replace("\"realm\": \"caelum\"", "\"realm\": \"" + name + "\"")
                .replace("${CAELUM_KEYCLOAK_CLIENT_SECRET}", clientSecret);
    }

    private static String template() {
        try (var file = Realm.class.getResourceAsStream(TEMPLATE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "realm " + name;
    }
}
