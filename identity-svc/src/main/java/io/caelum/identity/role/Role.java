package io.caelum.identity.role;

import io.caelum.identity.resource.Extra;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A role; one with a domain is only a name for the roles it implies and never stands in a token. */
@Entity
class Role {

    @Id
    String id;

    String name;

    @Nullable
    String domainId;

    @Nullable
    String description;

    @Convert(converter = Extra.Column.class)
    Map<String, Object> extra;

    static Role named(String id, String name) {
        var role = new Role();
        role.id = id;
        role.name = name;
        role.extra = Map.of();
        return role;
    }

    RoleName toName() {
        return new RoleName(id, name, domainId);
    }
}
