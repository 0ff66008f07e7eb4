package io.caelum.identity.project;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.caelum.identity.resource.KeystoneJson;
import io.caelum.identity.resource.Links;
import java.util.List;
import java.util.Map;

/** A domain as clients see it. */
@KeystoneJson
public record DomainView(
        String id,
        String name,
        String description,
        boolean enabled,
        List<String> tags,
        Map<String, Object> options,
        @JsonAnyGetter Map<String, Object> extra,
        Links.Self links) {

    static DomainView of(Project domain, Links links) {
        return new DomainView(
                domain.id,
                domain.name,
                domain.description,
                domain.enabled,
                domain.tags,
                Map.of(),
                domain.extra,
                links.self("/domains/" + domain.id));
    }

    static Many many(List<Project> domains, Links links, String path) {
        return new Many(domains.stream().map(domain -> of(domain, links)).toList(), links.whole(path));
    }

    public record One(DomainView domain) {}

    public record Many(List<DomainView> domains, Links.Whole links) {}
}
