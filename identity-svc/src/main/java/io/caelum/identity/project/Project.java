package io.caelum.identity.project;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caelum.identity.resource.Extra;
import io.caelum.platform.data.JsonColumn;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A project, or a domain: a project at the top that has no domain itself. */
@Entity
class Project {

    @Id
    String id;

    String name;

    @Nullable
    String domainId;

    @Nullable
    String parentId;

    boolean isDomain;
    boolean enabled;
    String description;

    @Convert(converter = Tags.class)
    List<String> tags;

    @Convert(converter = Extra.Column.class)
    Map<String, Object> extra;

    static Project domain(String id, String name) {
        var domain = new Project();
        domain.id = id;
        domain.name = name;
        domain.isDomain = true;
        domain.enabled = true;
        domain.description = "";
        domain.tags = List.of();
        domain.extra = Map.of();
        return domain;
    }

    static Project within(String domainId, String parentId, String id, String name) {
        var project = domain(id, name);
        project.isDomain = false;
        project.domainId = domainId;
        project.parentId = parentId;
        return project;
    }

    ProjectSummary summary() {
        return new ProjectSummary(id, name, domainId, enabled, isDomain);
    }

    @Converter
    static class Tags extends JsonColumn<List<String>> {
        Tags() {
            super(new TypeReference<>() {});
        }
    }
}
