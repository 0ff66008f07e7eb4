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
     * With all its users, groups and projects. Those in Keycloak first: should it break off there, it can be repeated.
     * Users of other domains may have been in its groups, too.
     */
    Uni<Void> delete(String id) {
        return require(id)
                .invoke(DomainService::refuseUnlessDisabled)
                .chain(() -> users.list(Optional.of(id))
                        .chain(own -> groupsOf(id)
                                .chain(owned -> members(owned)
                                        .chain(members -> db.withTransaction(tx -> delete(tx, id, own, owned)
                                                .chain(() -> each(members, member -> revocations.ofUser(tx, member)))
                                                .chain(() -> revocations.ofDomain(tx, id)))))));
    }

    private Uni<List<KeycloakGroup>> groupsOf(String id) {
        return groups.list()
                .map(all -> all.stream()
                        .filter(group -> group.domainId().equals(id))
                        .toList());
    }

    private Uni<List<String>> members(List<KeycloakGroup> owned) {
        return Multi.createFrom()
                .iterable(owned)
                .onItem()
                .transformToUniAndConcatenate(group -> groups.memberIds(group.id()))
                .onItem()
                .<String>disjoint()
                .select()
                .distinct()
                .collect()
                .asList();
    }

    private Uni<Void> delete(Tx tx, String id, List<KeycloakUser> own, List<KeycloakGroup> owned) {
        return each(own, user -> users.delete(user.id()))
                .chain(() -> each(owned, group -> groups.delete(group.id())))
                .chain(() -> each(own, user -> assignments.forgetActor(tx, user.id())))
                .chain(() -> each(owned, group -> assignments.forgetActor(tx, group.id())))
                .chain(() -> projects.idsBelow(tx, id))
                .chain(ids -> each(ids, project -> deleteProject(tx, project)))
                .chain(() -> assignments.forgetTarget(tx, id))
                .chain(() -> deleteRow(tx, id))
                .chain(() -> tell(tx, "deleted", id));
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
