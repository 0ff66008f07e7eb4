package io.caelum.identity.keycloak;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caelum.identity.resource.Ids;
import io.caelum.platform.data.RowJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * A user as Keycloak holds them. One that was made in Keycloak itself, or comes from a directory behind it, has none of
 * our attributes and is a user of the default domain.
 *
 * @param id 32 hex digits
 * @param username the one in Keycloak's realm
 * @param extra keys that Keystone does not know, {@code email} and {@code description} among them
 */
public record KeycloakUser(
        String id,
        String username,
        String name,
        String domainId,
        boolean enabled,
        @Nullable String defaultProjectId,
        Map<String, Object> extra) {

    static final String NAME = "caelum_name";
    static final String DOMAIN = "caelum_domain";
    static final String DEFAULT_PROJECT = "caelum_default_project";
    static final String EXTRA = "caelum_extra";

    private static final String EMAIL = "[^@\\s]+@[^@\\s]+\\.[^@\\s]+";

    static KeycloakUser of(UserRepresentation user) {
        var attributes = user.getAttributes() == null ? Map.<String, List<String>>of() : user.getAttributes();
        return new KeycloakUser(
                Ids.ofUuid(user.getId()),
                user.getUsername(),
                first(attributes, NAME).orElse(user.getUsername()),
                first(attributes, DOMAIN).orElse("default"),
                Boolean.TRUE.equals(user.isEnabled()),
                first(attributes, DEFAULT_PROJECT).orElse(null),
                extra(user, attributes));
    }

    /** A user without our extras still has the address that Keycloak knows. */
    private static Map<String, Object> extra(UserRepresentation user, Map<String, List<String>> attributes) {
        Optional<Map<String, Object>> stored =
                first(attributes, EXTRA).map(json -> RowJson.read(json, new TypeReference<>() {}));
        return stored.orElseGet(() -> user.getEmail() == null ? Map.of() : Map.of("email", user.getEmail()));
    }

    /** Writes what we decide about into Keycloak's form and leaves the rest of it as it is. */
    UserRepresentation writeTo(UserRepresentation user) {
        Map<String, List<String>> attributes =
                user.getAttributes() == null ? new HashMap<>() : new HashMap<>(user.getAttributes());
        attributes.put(NAME, List.of(name));
        attributes.put(DOMAIN, List.of(domainId));
        attributes.put(EXTRA, List.of(RowJson.write(extra)));
        if (defaultProjectId == null) {
            attributes.remove(DEFAULT_PROJECT);
        } else {
            attributes.put(DEFAULT_PROJECT, List.of(defaultProjectId));
        }
        user.setUsername(Usernames.of(domainId, name));
        user.setEnabled(enabled);
        user.setEmail(address());
        user.setAttributes(attributes);
        return user;
    }

    /** Keystone takes any text as {@code email}, Keycloak only what looks like an address. */
    private String address() {
        return extra.get("email") instanceof String email && email.matches(EMAIL) && email.length() <= 255 ? email : "";
    }

    private static Optional<String> first(Map<String, List<String>> attributes, String key) {
        List<String> values = attributes.get(key);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }
}
