package io.caelum.identity.role;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.caelum.identity.resource.KeystoneJson;
import io.caelum.identity.resource.Links;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A role as clients see it. */
@KeystoneJson
public record RoleView(
        String id,
        String name,
        Optional<String> domainId,
        Optional<String> description,
        Map<String, Object> options,
        @JsonAnyGetter Map<String, Object> extra,
        Links.Self links) {

    static RoleView of(Role role, Links links) {
        return new RoleView(
                role.id,
                role.name,
                Optional.ofNullable(role.domainId),
                Optional.ofNullable(role.description),
                Map.of(),
                role.extra,
                links.self("/roles/" + role.id));
    }

    @Nullable
    String domain() {
        return domainId.orElse(null);
    }

    public record One(RoleView role) {}

    public record Many(List<RoleView> roles, Links.Whole links) {}
}
