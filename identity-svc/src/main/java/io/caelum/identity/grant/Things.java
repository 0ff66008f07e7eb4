package io.caelum.identity.grant;

import io.caelum.identity.grant.RoleAssignmentView.Thing;
import io.caelum.identity.keycloak.KeycloakGroup;
import io.caelum.identity.keycloak.KeycloakUser;
import io.caelum.identity.project.ProjectSummary;
import io.caelum.identity.role.RoleGraph;
import io.caelum.identity.role.RoleName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of everything that a list of assignments mentions. What no longer exists has its id for a name. */
record Things(
        RoleGraph roles,
        Map<String, KeycloakUser> users,
        Map<String, KeycloakGroup> groups,
        Map<String, ProjectSummary> projects)
        implements RoleAssignmentView.Names {

    @Override
    public Thing role(String id) {
        RoleName role = roles.roles().get(id);
        return new Thing(
                id,
                role == null ? id : role.name(),
                role == null || role.domainId() == null ? null : domain(role.domainId()));
    }

    @Override
    public Thing user(String id) {
        KeycloakUser user = users.get(id);
        return new Thing(id, user == null ? id : user.name(), user == null ? null : domain(user.domainId()));
    }

    @Override
    public Thing group(String id) {
        KeycloakGroup group = groups.get(id);
        return new Thing(id, group == null ? id : group.name(), group == null ? null : domain(group.domainId()));
    }

    @Override
    public Thing project(String id) {
        ProjectSummary project = projects.get(id);
        return new Thing(
                id,
                project == null ? id : project.name(),
                project == null || project.domainId() == null ? null : domain(project.domainId()));
    }

    @Override
    public Thing domain(@Nullable String id) {
        ProjectSummary domain = projects.get(id);
        return new Thing(id, domain == null ? id : domain.name(), null);
    }

    /** Ids only. */
    static final RoleAssignmentView.Names WITHOUT_NAMES = new RoleAssignmentView.Names() {
        @Override
        public Thing role(String id) {
            return new Thing(id, null, null);
        }

        @Override
        public Thing user(String id) {
            return role(id);
        }

        @Override
        public Thing group(String id) {
            return role(id);
        }

        @Override
        public Thing project(String id) {
            return role(id);
        }

        @Override
        public Thing domain(String id) {
            return role(id);
        }
    };
}
