package io.caelum.identity.assignment;

import io.caelum.identity.keycloak.KeycloakGroup;
import io.caelum.identity.keycloak.KeycloakGroups;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** As whom a user has roles: itself and the groups it is in. */
@ApplicationScoped
public class Actors {

    private final Db db;
    private final Assignments assignments;
    private final KeycloakGroups groups;

    Actors(Db db, Assignments assignments, KeycloakGroups groups) {
        this.db = db;
        this.assignments = assignments;
        this.groups = groups;
    }

    public Uni<List<String>> of(String userId) {
        return db.read(tx -> of(tx, userId));
    }

    /** Keycloak is asked only if groups have roles at all, so that most log-ins need not. */
    public Uni<List<String>> of(Tx tx, String userId) {
        return assignments
                .anyForGroups(tx)
                .chain(any -> any ? withGroups(userId) : Uni.createFrom().item(List.of(userId)));
    }

    private Uni<List<String>> withGroups(String userId) {
        return groups.of(userId)
                .map(found -> Stream.concat(Stream.of(userId), found.stream().map(KeycloakGroup::id))
                        .toList());
    }
}
