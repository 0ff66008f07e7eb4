package io.caelum.identity.keycloak;

import io.caelum.identity.resource.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import java.util.List;

/** Groups of users, which Keycloak owns. */
@ApplicationScoped
public class KeycloakGroups {

    private final KeycloakAdmin keycloak;
    private final KeycloakThreads threads;

    KeycloakGroups(KeycloakAdmin keycloak, KeycloakThreads threads) {
        this.keycloak = keycloak;
        this.threads = threads;
    }

    /** Ids of the groups in which a user is. */
    public Uni<List<String>> idsOf(String userId) {
        return threads.call(() -> {
            try {
                return Ids.toUuid(userId)
                        .map(uuid -> keycloak.users().get(uuid).groups().stream()
                                .map(group -> Ids.ofUuid(group.getId()))
                                .toList())
                        .orElse(List.of());
            } catch (NotFoundException e) {
                return List.of();
            }
        });
    }
}
