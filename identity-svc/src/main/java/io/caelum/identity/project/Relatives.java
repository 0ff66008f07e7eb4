package io.caelum.identity.project;

import io.caelum.identity.fault.Faults;
import io.caelum.identity.resource.Links;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A project shown together with those above and below it. */
final class Relatives {

    private static final String PARENTS_LIST = "parents_as_list";
    private static final String PARENTS_IDS = "parents_as_ids";
    private static final String SUBTREE_LIST = "subtree_as_list";
    private static final String SUBTREE_IDS = "subtree_as_ids";

    static final Set<String> KEYS = Set.of(PARENTS_LIST, PARENTS_IDS, SUBTREE_LIST, SUBTREE_IDS);

    private Relatives() {}

    static ProjectView show(Project project, Family family, Set<String> keys, Links links) {
        refuseBoth(keys, PARENTS_LIST, PARENTS_IDS);
        refuseBoth(keys, SUBTREE_LIST, SUBTREE_IDS);
        return ProjectView.of(project, links)
                .with(parents(project, family, keys, links), subtree(project, family, keys, links));
    }

    private static @Nullable Object parents(Project project, Family family, Set<String> keys, Links links) {
        if (keys.contains(PARENTS_IDS)) {
            return family.idsAbove(project);
        }
        return keys.contains(PARENTS_LIST) ? list(family.above(project), links) : null;
    }

    private static @Nullable Object subtree(Project project, Family family, Set<String> keys, Links links) {
        if (keys.contains(SUBTREE_IDS)) {
            return family.idsBelow(project.id);
        }
        return keys.contains(SUBTREE_LIST) ? list(family.below(project), links) : null;
    }

    private static List<ProjectView.One> list(List<Project> projects, Links links) {
        return projects.stream()
                .map(project -> new ProjectView.One(ProjectView.of(project, links)))
                .toList();
    }

    private static void refuseBoth(Set<String> keys, String one, String other) {
        if (keys.contains(one) && keys.contains(other)) {
            throw Faults.invalid(one, "it cannot be asked for together with " + other);
        }
    }
}
