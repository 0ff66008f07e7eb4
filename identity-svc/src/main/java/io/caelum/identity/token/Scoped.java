package io.caelum.identity.token;

import io.caelum.identity.project.ProjectSummary;
import java.util.Collection;

/** Where a token will be good, with the roles that were given there; implied ones are not among them. */
sealed interface Scoped {

    record Nowhere() implements Scoped {}

    record InProject(ProjectSummary project, Collection<String> roleIds) implements Scoped {}

    record InDomain(ProjectSummary domain, Collection<String> roleIds) implements Scoped {}

    record InSystem(Collection<String> roleIds) implements Scoped {}

    default Collection<String> assigned() {
        return switch (this) {
            case Nowhere nowhere -> java.util.List.of();
            case InProject in -> in.roleIds();
            case InDomain in -> in.roleIds();
            case InSystem in -> in.roleIds();
        };
    }
}
