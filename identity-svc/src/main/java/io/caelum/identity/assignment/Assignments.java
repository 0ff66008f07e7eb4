package io.caelum.identity.assignment;

import io.caelum.identity.assignment.Grant.Target;
import io.caelum.identity.keycloak.KeycloakGroups;
import io.caelum.identity.token.revocation.Revocations;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** Queries on who has which role where. Actors are a user together with the groups it is in. */
@ApplicationScoped
public class Assignments {

    /** The projects and domains above a project, nearest first, without itself. */
    private static final String ABOVE = """
            with recursive up(id, parent_id) as (
                select id, parent_id from project where id = :target
                union all
                select p.id, p.parent_id from project p join up on p.id = up.parent_id)
            """;

    private final Revocations revocations;
    private final KeycloakGroups groups;

    Assignments(Revocations revocations, KeycloakGroups groups) {
        this.revocations = revocations;
        this.groups = groups;
    }

    /** Repeatable. */
    public Uni<Boolean> add(Tx tx, Grant grant) {
        return tx.session()
                .createNativeQuery(
                        "insert into assignment (actor_kind, actor_id, target_kind, target_id, role_id, inherited)"
                                + " values (:actorKind, :actor, :targetKind, :target, :role, :inherited)"
                                + " on conflict do nothing")
                .setParameter("actorKind", grant.actorKind().name())
                .setParameter("actor", grant.actorId())
                .setParameter("targetKind", grant.targetKind().name())
                .setParameter("target", grant.targetId())
                .setParameter("role", grant.roleId())
                .setParameter("inherited", grant.inherited())
                .executeUpdate()
                .map(count -> count > 0);
    }

    public Uni<Boolean> exists(Tx tx, Grant grant) {
        return tx.session().get(Assignment.class, grant).map(found -> found != null);
    }

    /** Takes a role away and ends the tokens that say otherwise; false if there was nothing to take. */
    public Uni<Boolean> remove(Tx tx, Grant grant) {
        return tx.session()
                .createMutationQuery("delete from Assignment where grant = :grant")
                .setParameter("grant", grant)
                .executeUpdate()
                .chain(count -> count == 0
                        ? Uni.createFrom().item(false)
                        : endTokens(tx, List.of(grant)).replaceWith(true));
    }

    /** Roles given directly to one actor at one place. */
    public Uni<List<String>> roleIds(
            Tx tx, Grant.Actor kind, String actorId, Target target, String id, boolean inherited) {
        return tx.session()
                .createSelectionQuery(
                        "select grant.roleId from Assignment where grant.actorKind = :kind and grant.actorId = :actor"
                                + " and grant.targetKind = :targetKind and grant.targetId = :target"
                                + " and grant.inherited = :inherited",
                        String.class)
                .setParameter("kind", kind)
                .setParameter("actor", actorId)
                .setParameter("targetKind", target)
                .setParameter("target", id)
                .setParameter("inherited", inherited)
                .getResultList();
    }

    /** Roles that count on a project: given there, or above with inheritance. Implied ones are not among them. */
    public Uni<List<String>> rolesOnProject(Tx tx, Collection<String> actors, String projectId) {
        return tx.session()
                .createNativeQuery(ABOVE + """
                                select distinct role_id from assignment where actor_id in (:actors) and (
                                    (target_id = :target and target_kind = 'PROJECT' and not inherited)
                                    or (inherited and target_id in (select id from up where id <> :target)))
                                """, String.class)
                .setParameter("target", projectId)
                .setParameter("actors", actors)
                .getResultList();
    }

    /** Roles that count on a domain or on the system. */
    public Uni<List<String>> rolesOn(Tx tx, Collection<String> actors, Target kind, String targetId) {
        return tx.session()
                .createSelectionQuery(
                        "select distinct grant.roleId from Assignment where grant.actorId in :actors"
                                + " and grant.targetKind = :kind and grant.targetId = :target and not grant.inherited",
                        String.class)
                .setParameter("actors", actors)
                .setParameter("kind", kind)
                .setParameter("target", targetId)
                .getResultList();
    }

    /** Ids of all projects on which the actors have a role. */
    public Uni<List<String>> projectsOf(Tx tx, Collection<String> actors) {
        return tx.session()
                .createNativeQuery("""
                        with recursive down(id) as (
                            select p.id from project p join assignment a on p.parent_id = a.target_id
                                where a.inherited and a.actor_id in (:actors)
                            union
                            select p.id from project p join down d on p.parent_id = d.id)
                        select id from down
                        union
                        select target_id from assignment
                            where actor_id in (:actors) and target_kind = 'PROJECT' and not inherited
                        """, String.class)
                .setParameter("actors", actors)
                .getResultList();
    }

    /** Ids of all domains on which the actors have a role. */
    public Uni<List<String>> domainsOf(Tx tx, Collection<String> actors) {
        return tx.session()
                .createSelectionQuery(
                        "select distinct grant.targetId from Assignment where grant.actorId in :actors"
                                + " and grant.targetKind = :kind and not grant.inherited",
                        String.class)
                .setParameter("actors", actors)
                .setParameter("kind", Target.DOMAIN)
                .getResultList();
    }

    /** Whether any group has a role at all; if not, nobody need ask who is in which group. */
    public Uni<Boolean> anyForGroups(Tx tx) {
        return tx.session()
                .createNativeQuery("select exists (select from assignment where actor_kind = 'GROUP')", Boolean.class)
                .getSingleResult();
    }

    public Uni<List<Grant>> all(Tx tx) {
        return tx.session()
                .createSelectionQuery("select grant from Assignment", Grant.class)
                .getResultList();
    }

    public Uni<List<Grant>> withRoles(Tx tx, Collection<String> roleIds) {
        return tx.session()
                .createSelectionQuery("select grant from Assignment where grant.roleId in :roles", Grant.class)
                .setParameter("roles", roleIds)
                .getResultList();
    }

    /** The actor is gone. Its tokens are for the caller to end. */
    public Uni<Void> forgetActor(Tx tx, String actorId) {
        return forget(tx, "actorId", actorId);
    }

    /** The project or domain is gone. Its tokens are for the caller to end. */
    public Uni<Void> forgetTarget(Tx tx, String targetId) {
        return forget(tx, "targetId", targetId);
    }

    private static Uni<Void> forget(Tx tx, String field, String id) {
        return tx.session()
                .createMutationQuery("delete from Assignment where grant." + field + " = :id")
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /**
     * Ends all tokens which may rest on the grants. Whose they are if they are of groups, Keycloak is asked first: from
     * the first revocation on log-ins wait for the end of the transaction.
     */
    public Uni<Void> endTokens(Tx tx, Collection<Grant> grants) {
        return Multi.createFrom()
                .iterable(grants)
                .onItem()
                .transformToUniAndConcatenate(this::ofUsers)
                .collect()
                .asList()
                .chain(lists -> Multi.createFrom()
                        .iterable(lists)
                        .onItem()
                        .<Grant>disjoint()
                        .onItem()
                        .transformToUniAndConcatenate(grant -> endTokens(tx, grant))
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    /** The same for each member of the group that has the role; a group that is gone has none. */
    private Uni<List<Grant>> ofUsers(Grant grant) {
        return switch (grant.actorKind()) {
            case USER -> Uni.createFrom().item(List.of(grant));
            case GROUP ->
                groups.memberIds(grant.actorId())
                        .map(members -> members.stream().map(grant::toUser).toList());
        };
    }

    /** What is inherited below a place may stand in tokens of any project there. */
    private Uni<Void> endTokens(Tx tx, Grant grant) {
        return switch (grant.targetKind()) {
            case PROJECT ->
                grant.inherited()
                        ? revocations.ofUser(tx, grant.actorId())
                        : revocations.ofUserOnProject(tx, grant.actorId(), grant.targetId());
            case DOMAIN -> revocations.ofUserOnDomain(tx, grant.actorId(), grant.targetId());
            case SYSTEM -> revocations.ofUser(tx, grant.actorId());
        };
    }
}
