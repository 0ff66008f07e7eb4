package io.caelum.identity.keycloak;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.ClientsResource;
import org.keycloak.admin.client.resource.GroupsResource;
import org.keycloak.admin.client.resource.UsersResource;

/**
 * The administration of our realm, as the service account of our client. One client for the whole process, so that its
 * access token is used until it expires; the bean which Quarkus offers lives for one request.
 */
@ApplicationScoped
class KeycloakAdmin {

    private final Keycloak client;
    private final String realm;

    KeycloakAdmin(KeycloakSettings settings) {
        realm = settings.realm();
        client = KeycloakBuilder.builder()
                .serverUrl(settings.url())
                .realm(realm)
                .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .build();
    }

    UsersResource users() {
        return client.realm(realm).users();
    }

    GroupsResource groups() {
        return client.realm(realm).groups();
    }

    ClientsResource clients() {
        return client.realm(realm).clients();
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
