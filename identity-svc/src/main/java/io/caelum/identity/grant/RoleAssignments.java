package io.caelum.identity.grant;

import io.caelum.identity.assignment.Assignments;
import io.caelum.identity.assignment.Grant;
import io.caelum.identity.grant.EffectiveGrants.Derived;
import io.caelum.identity.keycloak.KeycloakGroup;
import io.caelum.identity.keycloak.KeycloakGroups;
import io.caelum.identity.keycloak.KeycloakUser;
import io.caelum.identity.keycloak.KeycloakUsers;
import io.caelum.identity.project.Projects;
import io.caelum.identity.resource.Links;
import io.caelum.identity.role.Roles;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists assignments, as they were made or as what they amount to. */
@ApplicationScoped
class RoleAssignments {

    private final Db db;
    private final Assignments assignments;
    private final Projects projects;
    private final Roles roles;
    private final KeycloakUsers users;
    private final KeycloakGroups groups;

    RoleAssignments(
            Db db,
            Assignments assignments,
            Projects projects,
            Roles roles,
            KeycloakUsers users,
            KeycloakGroups groups) {
        this.db = db;
        this.assignments = assignments;
        this.projects = projects;
        this.roles = roles;
        this.users = users;
        this.groups = groups;
    }

    Uni<List<RoleAssignmentView>> list(GrantFilter filter, Links links) {
        return subtree(filter)
                .map(filter::predicate)
                .chain(wanted -> derived(filter)
                        .map(found -> found.stream()
                                .filter(derived -> wanted.test(derived.grant()))
                                .toList()))
                .chain(found -> names(filter, found)
                        .map(names -> found.stream()
                                .map(derived -> RoleAssignmentView.of(derived, names, links))
                                .toList()));
    }

    private Uni<Set<String>> subtree(GrantFilter filter) {
        return filter.subtreeOf()
                .map(id -> db.read(tx -> projects.idsBelow(tx, id)).map(Set::copyOf))
                .orElseGet(() -> Uni.createFrom().item(Set.of()));
    }

    private Uni<List<Derived>> derived(GrantFilter filter) {
        return db.read(assignments::all)
                .chain(grants -> filter.effective()
                        ? expand(grants)
                        : Uni.createFrom()
                                .item(grants.stream().map(Derived::direct).toList()));
    }

    private Uni<List<Derived>> expand(List<Grant> grants) {
        return members(grants)
                .chain(members -> db.read(tx -> roles.graph(tx)
                        .chain(graph -> eachOf(
                                        grants.stream()
                                                .filter(Grant::inherited)
                                                .map(Grant::targetId)
                                                .collect(Collectors.toSet()),
                                        id -> projects.idsBelow(tx, id))
                                .map(below -> new EffectiveGrants(graph, members, below).of(grants)))));
    }

    private Uni<Map<String, List<String>>> members(List<Grant> grants) {
        Set<String> ids = grants.stream()
                .filter(grant -> grant.actorKind() == Grant.Actor.GROUP)
                .map(Grant::actorId)
                .collect(Collectors.toSet());
        return eachOf(
                ids,
                id -> groups.members(id)
                        .map(found -> found.stream().map(KeycloakUser::id).toList()));
    }

    private static Uni<Map<String, List<String>>> eachOf(
            Collection<String> ids, Function<String, Uni<List<String>>> ask) {
        var answers = new HashMap<String, List<String>>();
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(id -> ask.apply(id).invoke(answer -> answers.put(id, answer)))
                .collect()
                .last()
                .replaceWith(answers);
    }

    private Uni<RoleAssignmentView.Names> names(GrantFilter filter, List<Derived> found) {
        if (!filter.includesNames()) {
            return Uni.createFrom().item(Things.WITHOUT_NAMES);
        }
        boolean anyGroup = found.stream().anyMatch(derived -> derived.grant().actorKind() == Grant.Actor.GROUP);
        return users.allRecent(found.stream()
                        .map(Derived::grant)
                        .filter(grant -> grant.actorKind() == Grant.Actor.USER)
                        .map(Grant::actorId)
                        .collect(Collectors.toSet()))
                .chain(known -> (anyGroup ? groups.list() : Uni.createFrom().item(List.<KeycloakGroup>of()))
                        .chain(all -> db.read(tx -> roles.graph(tx)
                                .chain(graph -> projects.summaries(tx)
                                        .map(places -> new Things(
                                                graph,
                                                known,
                                                all.stream()
                                                        .collect(Collectors.toMap(
                                                                KeycloakGroup::id, Function.identity())),
                                                places))))));
    }
}
