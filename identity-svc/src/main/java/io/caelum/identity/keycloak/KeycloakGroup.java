package io.caelum.identity.keycloak;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caelum.identity.resource.Ids;
import io.caelum.platform.data.RowJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.representations.idm.GroupRepresentation;

/**
 * A group of users as Keycloak holds it. One that was made in Keycloak itself belongs to the default domain.
 *
 * @param id 32 hex digits
 * @param extra keys that Keystone does not know
 */
public record KeycloakGroup(String id, String name, String domainId, String description, Map<String, Object> extra) {

    private static final String DESCRIPTION = "caelum_description";

    static KeycloakGroup of(GroupRepresentation group) {
        var attributes = group.getAttributes() == null ? Map.<String, List<String>>of() : group.getAttributes();
        return new KeycloakGroup(
                Ids.ofUuid(group.getId()),
                first(attributes, KeycloakUser.NAME).orElse(group.getName()),
                first(attributes, KeycloakUser.DOMAIN).orElse("default"),
                first(attributes, DESCRIPTION).orElse(""),
                first(attributes, KeycloakUser.EXTRA)
                        .map(json -> RowJson.read(json, new TypeReference<Map<String, Object>>() {}))
                        .orElse(Map.of()));
    }

    GroupRepresentation writeTo(GroupRepresentation group) {
        Map<String, List<String>> attributes =
                group.getAttributes() == null ? new HashMap<>() : new HashMap<>(group.getAttributes());
        attributes.put(KeycloakUser.NAME, List.of(name));
        attributes.put(KeycloakUser.DOMAIN, List.of(domainId));
        attributes.put(DESCRIPTION, List.of(description));
        attributes.put(KeycloakUser.EXTRA, List.of(RowJson.write(extra)));
        group.setName(Usernames.of(domainId, name));
        group.setAttributes(attributes);
        return group;
    }

    private static Optional<String> first(Map<String, List<String>> attributes, String key) {
        List<String> values = attributes.get(key);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }
}
