package io.caelum.identity.grant;

import io.caelum.identity.assignment.Assignments;
import io.caelum.identity.assignment.Grant;
import io.caelum.identity.assignment.Grant.Target;
import io.caelum.identity.fault.Faults;
import io.caelum.identity.keycloak.KeycloakGroups;
import io.caelum.identity.keycloak.KeycloakUsers;
import io.caelum.identity.project.Projects;
import io.caelum.identity.resource.Links;
import io.caelum.identity.role.RoleView;
import io.caelum.identity.role.RoleViews;
import io.caelum.identity.role.Roles;
import io.caelum.platform.bus.notify.Outbox;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gives roles and takes them away. */
@ApplicationScoped
class GrantService {

    private final Db db;
    private final Assignments assignments;
    private final Projects projects;
    private final Roles roles;
    private final RoleViews views;
    private final KeycloakUsers users;
    private final KeycloakGroups groups;
    private final Outbox outbox;

    GrantService(
            Db db,
            Assignments assignments,
            Projects projects,
            Roles roles,
            RoleViews views,
            KeycloakUsers users,
            KeycloakGroups groups,
            Outbox outbox) {
        this.db = db;
        this.assignments = assignments;
        this.projects = projects;
        this.roles = roles;
        this.views = views;
        this.users = users;
        this.groups = groups;
        this.outbox = outbox;
    }

    Uni<List<RoleView>> list(Grant place, Links links) {
        return requireActor(place)
                .chain(() -> db.read(tx -> requireTarget(tx, place)
                        .chain(() -> assignments.roleIds(
                                tx,
                                place.actorKind(),
                                place.actorId(),
                                place.targetKind(),
                                place.targetId(),
                                place.inherited()))
                        .chain(ids -> views.of(tx, ids, links))));
    }

    Uni<Void> check(Grant grant) {
        return db.read(tx -> assignments.exists(tx, grant))
                .invoke(there -> refuseUnless(there, grant))
                .replaceWithVoid();
    }

    Uni<Void> add(Grant grant) {
        return requireActor(grant)
                .chain(() -> db.withTransaction(tx -> roles.requireName(tx, grant.roleId())
                        .chain(() -> requireTarget(tx, grant))
                        .chain(() -> assignments.add(tx, grant))
                        .chain(added -> added
                                ? tell(tx, "created", grant)
                                : Uni.createFrom().voidItem())));
    }

    Uni<Void> remove(Grant grant) {
        return db.withTransaction(tx -> assignments
                .remove(tx, grant)
                .invoke(removed -> refuseUnless(removed, grant))
                .chain(() -> tell(tx, "deleted", grant)));
    }

    private static void refuseUnless(boolean there, Grant grant) {
        if (!there) {
            throw Faults.notFound(
                    "role assignment with role, user or group, and project, domain or system",
                    "%s, %s, %s".formatted(grant.roleId(), grant.actorId(), grant.targetId()));
        }
    }

    private Uni<Void> requireActor(Grant grant) {
        return switch (grant.actorKind()) {
            case USER -> users.requireRecent(grant.actorId()).replaceWithVoid();
            case GROUP -> groups.require(grant.actorId()).replaceWithVoid();
        };
    }

    private Uni<Void> requireTarget(Tx tx, Grant grant) {
        return switch (grant.targetKind()) {
            case PROJECT -> projects.requireProject(tx, grant.targetId()).replaceWithVoid();
            case DOMAIN -> projects.requireDomainSummary(tx, grant.targetId()).replaceWithVoid();
            case SYSTEM -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> tell(Tx tx, String what, Grant grant) {
        return outbox.record(
                tx,
                "identity.role_assignment." + what,
                grant.actorId(),
                Map.of(
                        "role",
                        grant.roleId(),
                        grant.actorKind().name().toLowerCase(Locale.ROOT),
                        grant.actorId(),
                        lower(grant.targetKind()),
                        grant.targetId(),
                        "inherited_to_projects",
                        grant.inherited()));
    }

    private static String lower(Target kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
