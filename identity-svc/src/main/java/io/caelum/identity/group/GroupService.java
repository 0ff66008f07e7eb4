package io.caelum.identity.group;

import io.caelum.identity.assignment.Assignments;
import io.caelum.identity.fault.Faults;
import io.caelum.identity.keycloak.KeycloakGroup;
import io.caelum.identity.keycloak.KeycloakGroups;
import io.caelum.identity.keycloak.KeycloakUser;
import io.caelum.identity.project.Projects;
import io.caelum.identity.resource.Extra;
import io.caelum.identity.resource.Given;
import io.caelum.identity.resource.ListFilter;
import io.caelum.identity.token.revocation.Revocations;
import io.caelum.platform.bus.notify.Outbox;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes, changes and deletes groups and says who is in them. */
@ApplicationScoped
class GroupService {

    private static final int LONGEST_NAME = 64;

    private final Db db;
    private final KeycloakGroups groups;
    private final Projects projects;
    private final Assignments assignments;
    private final Revocations revocations;
    private final Outbox outbox;

    GroupService(
            Db db,
            KeycloakGroups groups,
            Projects projects,
            Assignments assignments,
            Revocations revocations,
            Outbox outbox) {
        this.db = db;
        this.groups = groups;
        this.projects = projects;
        this.assignments = assignments;
        this.revocations = revocations;
        this.outbox = outbox;
    }

    Uni<List<KeycloakGroup>> list(ListFilter filter) {
        return groups.list().map(found -> matching(found, filter));
    }

    private static List<KeycloakGroup> matching(List<KeycloakGroup> found, ListFilter filter) {
        return found.stream()
                .filter(filter.on("name", KeycloakGroup::name).and(filter.on("domain_id", KeycloakGroup::domainId)))
                .toList();
    }

    Uni<KeycloakGroup> require(String id) {
        return groups.require(id);
    }

    Uni<KeycloakGroup> create(RequestContext caller, GroupBody.Fields wanted) {
        String name = Given.name(wanted.name(), LONGEST_NAME);
        String domain = Given.orNull(wanted.domainId());
        return db.read(tx -> domain == null
                        ? projects.domainOf(tx, caller)
                        : projects.requireDomainSummary(tx, domain).map(found -> found.id()))
                .map(domainId -> new KeycloakGroup(
                        "", name, domainId, Given.or(Given.orNull(wanted.description()), ""), Extra.of(wanted.extra())))
                .chain(groups::create)
                .call(group -> db.withTransaction(tx -> tell(tx, "created", group.id())));
    }

    Uni<KeycloakGroup> update(String id, GroupBody.Fields wanted) {
        return groups.update(id, stored -> changed(stored, wanted))
                .call(group -> db.withTransaction(tx -> tell(tx, "updated", id)));
    }

    private static KeycloakGroup changed(KeycloakGroup stored, GroupBody.Fields wanted) {
        if (!Objects.equals(Given.changed(wanted.domainId(), stored.domainId()), stored.domainId())) {
            throw Fault.badRequest("The field 'domain_id' of a group cannot be changed.");
        }
        return new KeycloakGroup(
                stored.id(),
                wanted.name() == null ? stored.name() : Given.name(wanted.name(), LONGEST_NAME),
                stored.domainId(),
                Given.or(Given.changed(wanted.description(), stored.description()), ""),
                Extra.merged(stored.extra(), Given.or(wanted.extra(), Map.of())));
    }

    /** Keycloak comes last: as long as the group is there, a request that failed can be repeated. */
    Uni<Void> delete(String id) {
        return groups.members(id)
                .chain(members -> db.withTransaction(tx -> assignments
                        .forgetActor(tx, id)
                        .chain(() -> tell(tx, "deleted", id))
                        .chain(() -> groups.delete(id))
                        .chain(() -> endTokens(tx, members))));
    }

    Uni<List<KeycloakUser>> members(String id) {
        return groups.members(id);
    }

    Uni<List<KeycloakGroup>> of(String userId, ListFilter filter) {
        return groups.of(userId).map(found -> matching(found, filter));
    }

    Uni<Void> requireMember(String id, String userId) {
        return groups.require(id)
                .chain(() -> groups.of(userId))
                .invoke(found -> refuseUnlessAmong(found, id, userId))
                .replaceWithVoid();
    }

    private static void refuseUnlessAmong(List<KeycloakGroup> found, String id, String userId) {
        if (found.stream().noneMatch(group -> group.id().equals(id))) {
            throw Faults.notFound("user in group %s".formatted(id), userId);
        }
    }

    Uni<Void> join(String id, String userId) {
        return groups.require(id).chain(() -> groups.join(id, userId));
    }

    /** Ends the user's tokens: they may say roles that came with the group. */
    Uni<Void> leave(String id, String userId) {
        return requireMember(id, userId)
                .chain(() -> groups.leave(id, userId))
                .chain(() -> db.withTransaction(tx -> revocations.ofUser(tx, userId)));
    }

    private Uni<Void> endTokens(Tx tx, List<KeycloakUser> members) {
        return Multi.createFrom()
                .iterable(members)
                .onItem()
                .transformToUniAndConcatenate(member -> revocations.ofUser(tx, member.id()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> tell(Tx tx, String what, String groupId) {
        return outbox.record(tx, "identity.group." + what, groupId, Map.of("resource_info", groupId));
    }
}
