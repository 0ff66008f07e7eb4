package io.caelum.identity.user;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.caelum.identity.keycloak.KeycloakUser;
import io.caelum.identity.resource.KeystoneJson;
import io.caelum.identity.resource.Links;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A user as clients see it. */
@KeystoneJson
public record UserView(
        String id,
        String name,
        String domainId,
        boolean enabled,
        @Nullable String defaultProjectId,
        Optional<String> passwordExpiresAt,
        Map<String, Object> options,
        @JsonAnyGetter Map<String, Object> extra,
        Links.Self links) {

    public static Many many(List<KeycloakUser> users, Links links, String path) {
        return new Many(users.stream().map(user -> of(user, links)).toList(), links.whole(path));
    }

    static UserView of(KeycloakUser user, Links links) {
        return new UserView(
                user.id(),
                user.name(),
                user.domainId(),
                user.enabled(),
                user.defaultProjectId(),
                Optional.empty(),
                Map.of(),
                user.extra(),
                links.self("/users/" + user.id()));
    }

    public record One(UserView user) {}

    public record Many(List<UserView> users, Links.Whole links) {}
}
