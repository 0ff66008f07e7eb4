package io.caelum.identity.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The projects above and below one, as {@code parents_as_list} and the like show them.
 *
 * @param all every project and domain, by id
 */
record Family(Map<String, Project> all) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Nearest first, up to the domain. */
    List<Project> above(Project project) {
        var found = new ArrayList<Project>();
        Project at = all.get(project.parentId);
        while (at != null) {
            found.add(at);
            at = at.parentId == null ? null : all.get(at.parentId);
        }
        return found;
    }

    List<Project> below(Project project) {
        var found = new ArrayList<Project>();
        for (Project child : children(project.id)) {
            found.add(child);
            found.addAll(below(child));
        }
        return found;
    }

    /** Each id holds the next one up: {@code {"parent": {"domain": null}}}. A tree, since a map would lose the nulls. */
    JsonNode idsAbove(Project project) {
        JsonNode nested = JSON.nullNode();
        for (Project parent : above(project).reversed()) {
            nested = JSON.objectNode().set(parent.id, nested);
        }
        return nested;
    }

    /** Each id holds those below it: {@code {"child": {"grandchild": null}, "other child": null}}. */
    JsonNode idsBelow(String id) {
        List<Project> children = children(id);
        if (children.isEmpty()) {
            return JSON.nullNode();
        }
        ObjectNode nested = JSON.objectNode();
        children.forEach(child -> nested.set(child.id, idsBelow(child.id)));
        return nested;
    }

    private List<Project> children(String id) {
        return all.values().stream()
                .filter(project -> id.equals(project.parentId))
                .sorted(Comparator.comparing(project -> project.name))
                .toList();
    }
}
