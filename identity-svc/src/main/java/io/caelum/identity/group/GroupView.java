package io.caelum.identity.group;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.caelum.identity.keycloak.KeycloakGroup;
import io.caelum.identity.resource.KeystoneJson;
import io.caelum.identity.resource.Links;
import java.util.List;
import java.util.Map;

/** A group as clients see it. */
@KeystoneJson
record GroupView(
        String id,
        String name,
        String domainId,
        String description,
        @JsonAnyGetter Map<String, Object> extra,
        Links.Self links) {

    static GroupView of(KeycloakGroup group, Links links) {
        return new GroupView(
                group.id(),
                group.name(),
                group.domainId(),
                group.description(),
                group.extra(),
                links.self("/groups/" + group.id()));
    }

    static Many many(List<KeycloakGroup> groups, Links links, String path) {
        return new Many(groups.stream().map(group -> of(group, links)).toList(), links.whole(path));
    }

    record One(GroupView group) {}

    record Many(List<GroupView> groups, Links.Whole links) {}
}
