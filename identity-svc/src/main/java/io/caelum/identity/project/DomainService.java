package io.caelum.identity.project;

import io.caelum.identity.assignment.Assignments;
import io.caelum.identity.fault.Faults;
import io.caelum.identity.keycloak.KeycloakGroup;
import io.caelum.identity.keycloak.KeycloakGroups;
import io.caelum.identity.keycloak.KeycloakUser;
import io.caelum.identity.keycloak.KeycloakUsers;
import io.caelum.identity.resource.Extra;
import io.caelum.identity.resource.Given;
import io.caelum.identity.resource.Ids;
import io.caelum.identity.resource.ListFilter;
import io.caelum.identity.token.revocation.Revocations;
import io.caelum.platform.bus.notify.Outbox;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes, changes and deletes domains. */
@ApplicationScoped
class DomainService {

    private final Db db;
    private final Projects projects;
    private final Assignments assignments;
    private final Revocations revocations;
    private final KeycloakUsers users;
    private final KeycloakGroups groups;
    private final Outbox outbox;

    DomainService(
            Db db,
            Projects projects,
            Assignments assignments,
            Revocations revocations,
            KeycloakUsers users,
            KeycloakGroups groups,
            Outbox outbox) {
        this.db = db;
        this.projects = projects;
        this.assignments = assignments;
        this.revocations = revocations;
        this.users = users;
        this.groups = groups;
        this.outbox = outbox;
    }

    Uni<List<Project>> list(ListFilter filter) {
        return db.read(projects::domains)
                .map(found -> found.stream()
                        .filter(filter.<Project>on("name", domain -> domain.name)
                                .and(filter.onFlag("enabled", domain -> domain.enabled)))
                        .toList());
    }

    /** The domains on which a user has a role. */
    Uni<List<Project>> ofActors(List<String> actors) {
        return db.read(tx -> assignments.domainsOf(tx, actors).chain(ids -> projects.all(tx, ids)));
    }

    Uni<Project> require(String id) {
        return db.read(tx -> projects.requireDomain(tx, id));
    }

    Uni<Project> create(DomainBody.Fields wanted) {
        Project domain = Project.domain(Ids.fresh(), Given.name(wanted.name(), ProjectService.LONGEST_NAME));
        change(domain, wanted);
        return db.withTransaction(tx -> projects.insert(tx, domain).call(() -> tell(tx, "created", domain.id)));
    }

    Uni<Project> update(String id, DomainBody.Fields wanted) {
        return db.withTransaction(tx -> projects.requireDomain(tx, id)
                .invoke(domain -> change(domain, wanted))
                .chain(domain -> projects.update(tx, domain))
                .call(domain -> tell(tx, "updated", id))
                .call(domain -> domain.enabled ? Uni.createFrom().voidItem() : revocations.ofDomain(tx, id)));
    }

    private static void change(Project domain, DomainBody.Fields wanted) {
        if (wanted.name() != null) {
            domain.name = Given.name(wanted.name(), ProjectService.LONGEST_NAME);
        }
        domain.description = Given.or(Given.changed(wanted.description(), domain.description), "");
        domain.enabled = Given.or(wanted.enabled(), domain.enabled);
        domain.tags = Given.or(wanted.tags(), domain.tags);
        domain.extra = Extra.merged(domain.extra, Given.or(wanted.extra(), Map.of()));
    }

    /**
     * With all its users, groups and projects. Should it break off anywhere it can be repeated, since the row of the
     * domain goes last; and no transaction stays open while Keycloak deletes, which takes its time with many users.
     */
    Uni<Void> delete(String id) {
        return require(id)
                .invoke(DomainService::refuseUnlessDisabled)
                .chain(() -> inKeycloak(id))
                .chain(people -> db.withTransaction(tx -> takeRights(tx, people))
                        .chain(() -> each(people.users(), users::delete))
                        .chain(() -> each(people.groups(), groups::delete)))
                .chain(() -> db.withTransaction(tx -> deleteRows(tx, id)));
    }

    /**
     * Ids of what Keycloak has of a domain.
     *
     * @param members of the groups, who may be users of other domains
     */
    private record People(List<String> users, List<String> groups, List<String> members) {}

    private Uni<People> inKeycloak(String id) {
        return users.list(Optional.of(id))
                .map(own -> own.stream().map(KeycloakUser::id).toList())
                .chain(own ->
                        groupsOf(id).chain(owned -> members(owned).map(members -> new People(own, owned, members))));
    }

    private Uni<List<String>> groupsOf(String id) {
        return groups.list()
                .map(all -> all.stream()
                        .filter(group -> group.domainId().equals(id))
                        .map(KeycloakGroup::id)
                        .toList());
    }

    private Uni<List<String>> members(List<String> groupIds) {
        return Multi.createFrom()
                .iterable(groupIds)
                .onItem()
                .transformToUniAndConcatenate(groups::memberIds)
                .onItem()
                .<String>disjoint()
                .select()
                .distinct()
                .collect()
                .asList();
    }

    private Uni<Void> takeRights(Tx tx, People people) {
        return each(people.users(), user -> assignments.forgetActor(tx, user))
                .chain(() -> each(people.groups(), group -> assignments.forgetActor(tx, group)))
                .chain(() -> each(people.members(), member -> revocations.ofUser(tx, member)));
    }

    private Uni<Void> deleteRows(Tx tx, String id) {
        return projects.idsBelow(tx, id)
                .chain(ids -> each(ids, project -> deleteProject(tx, project)))
                .chain(() -> assignments.forgetTarget(tx, id))
                .chain(() -> deleteRow(tx, id))
                .chain(() -> tell(tx, "deleted", id))
                .chain(() -> revocations.ofDomain(tx, id));
    }

    private static void refuseUnlessDisabled(Project domain) {
        if (domain.enabled) {
            throw Faults.denied("cannot delete a domain that is enabled, please disable it first.");
        }
    }

    private Uni<Void> deleteProject(Tx tx, String id) {
        return assignments
                .forgetTarget(tx, id)
                .chain(() -> projects.require(tx, id))
                .chain(project -> projects.delete(tx, project))
                .chain(() -> outbox.record(tx, "identity.project.deleted", id, Map.of("resource_info", id)));
    }

    private Uni<Void> deleteRow(Tx tx, String id) {
        return tx.session()
                .createNativeQuery("delete from role where domain_id = :id")
                .setParameter("id", id)
                .executeUpdate()
                .chain(() -> projects.requireDomain(tx, id))
                .chain(domain -> projects.delete(tx, domain));
    }

    private static <T> Uni<Void> each(List<T> items, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> tell(Tx tx, String what, String domainId) {
        return outbox.record(tx, "identity.domain." + what, domainId, Map.of("resource_info", domainId));
    }
}
