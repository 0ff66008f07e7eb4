package io.caelum.identity.role;

import io.caelum.identity.fault.Faults;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Queries on roles. */
@ApplicationScoped
public class Roles {

    /** All of them with what they imply: there are never many. */
    public Uni<RoleGraph> graph(Tx tx) {
        return list(tx).chain(roles -> implications(tx)
                .map(rules -> new RoleGraph(
                        roles.stream().map(Role::toName).collect(Collectors.toMap(RoleName::id, Function.identity())),
                        rules.stream()
                                .collect(Collectors.groupingBy(
                                        ImpliedRole.Key::priorId,
                                        Collectors.mapping(ImpliedRole.Key::impliedId, Collectors.toList()))))));
    }

    /** Fails with 404 unless there is such a role. */
    public Uni<RoleName> requireName(Tx tx, String id) {
        return require(tx, id).map(Role::toName);
    }

    /** Adds a global role unless one of that name is there, and answers its id; for the bootstrap. */
    public Uni<String> ensure(Tx tx, String id, String name) {
        return tx.session()
                .createNativeQuery("insert into role (id, name, extra) values (:id, :name, '{}')"
                        + " on conflict (name) where domain_id is null do nothing")
                .setParameter("id", id)
                .setParameter("name", name)
                .executeUpdate()
                .chain(() -> tx.session()
                        .createSelectionQuery(
                                "select id from Role where domainId is null and name = :name", String.class)
                        .setParameter("name", name)
                        .getSingleResult());
    }

    /** Repeatable. */
    public Uni<Boolean> imply(Tx tx, String priorId, String impliedId) {
        return tx.session()
                .createNativeQuery("insert into implied_role (prior_id, implied_id) values (:prior, :implied)"
                        + " on conflict do nothing")
                .setParameter("prior", priorId)
                .setParameter("implied", impliedId)
                .executeUpdate()
                .map(count -> count > 0);
    }

    Uni<Boolean> forgetImplication(Tx tx, String priorId, String impliedId) {
        return tx.session()
                .createMutationQuery("delete from ImpliedRole where key.priorId = :prior and key.impliedId = :implied")
                .setParameter("prior", priorId)
                .setParameter("implied", impliedId)
                .executeUpdate()
                .map(count -> count > 0);
    }

    Uni<List<Role>> list(Tx tx) {
        return tx.session()
                .createSelectionQuery("from Role order by name, id", Role.class)
                .getResultList();
    }

    Uni<List<ImpliedRole.Key>> implications(Tx tx) {
        return tx.session()
                .createSelectionQuery("from ImpliedRole", ImpliedRole.class)
                .getResultList()
                .map(rules -> rules.stream().map(rule -> rule.key).toList());
    }

    Uni<Role> require(Tx tx, String id) {
        return tx.session().get(Role.class, id).onItem().ifNull().failWith(() -> Faults.notFound("role", id));
    }

    Uni<Role> insert(Tx tx, Role role) {
        return tx.session()
                .insert(role)
                .onFailure(Roles::isNameTaken)
                .transform(failure -> nameTaken(role))
                .replaceWith(role);
    }

    Uni<Role> update(Tx tx, Role role) {
        return tx.session()
                .update(role)
                .onFailure(Roles::isNameTaken)
                .transform(failure -> nameTaken(role))
                .replaceWith(role);
    }

    Uni<Void> delete(Tx tx, Role role) {
        return tx.delete(Role.class, role.id);
    }

    private static boolean isNameTaken(Throwable failure) {
        return Db.isViolation(failure, "role_global_name") || Db.isViolation(failure, "role_domain_name");
    }

    private static Throwable nameTaken(Role role) {
        return Faults.conflict("role", "Duplicate entry found with name " + role.name);
    }
}
