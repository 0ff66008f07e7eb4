package io.caelum.identity.project;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.caelum.identity.resource.KeystoneJson;
import io.caelum.identity.resource.Links;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A project as clients see it. */
@KeystoneJson
public record ProjectView(
        String id,
        String name,
        Optional<String> domainId,
        String description,
        boolean enabled,
        Optional<String> parentId,
        boolean isDomain,
        List<String> tags,
        Map<String, Object> options,
        @JsonAnyGetter Map<String, Object> extra,
        Links.Self links,
        @Nullable Object parents,
        @Nullable Object subtree) {

    static ProjectView of(Project project, Links links) {
        return new ProjectView(
                project.id,
                project.name,
                Optional.ofNullable(project.domainId),
                project.description,
                project.enabled,
                Optional.ofNullable(project.parentId),
                project.isDomain,
                project.tags,
                Map.of(),
                project.extra,
                links.self("/projects/" + project.id),
                null,
                null);
    }

    ProjectView with(@Nullable Object parents, @Nullable Object subtree) {
        return new ProjectView(
                id,
                name,
                domainId,
                description,
                enabled,
                parentId,
                isDomain,
                tags,
                options,
                extra,
                links,
                parents,
                subtree);
    }

    static Many many(List<Project> projects, Links links, String path) {
        return new Many(projects.stream().map(project -> of(project, links)).toList(), links.whole(path));
    }

    public record One(ProjectView project) {}

    public record Many(List<ProjectView> projects, Links.Whole links) {}
}
