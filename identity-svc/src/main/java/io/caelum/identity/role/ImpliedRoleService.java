package io.caelum.identity.role;

import io.caelum.identity.assignment.Assignments;
import io.caelum.identity.fault.Faults;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says which roles a role brings with it. */
@ApplicationScoped
class ImpliedRoleService {

    private final Db db;
    private final Roles roles;
    private final Assignments assignments;

    ImpliedRoleService(Db db, Roles roles, Assignments assignments) {
        this.db = db;
        this.roles = roles;
        this.assignments = assignments;
    }

    Uni<List<Inference>> list() {
        return db.read(this::all);
    }

    private Uni<List<Inference>> all(Tx tx) {
        return roles.list(tx).chain(found -> roles.implications(tx).map(rules -> inferences(found, rules)));
    }

    private static List<Inference> inferences(List<Role> found, List<ImpliedRole.Key> rules) {
        Map<String, Role> byId = found.stream().collect(Collectors.toMap(role -> role.id, Function.identity()));
        Map<String, List<Role>> implied = rules.stream()
                .collect(Collectors.groupingBy(
                        ImpliedRole.Key::priorId,
                        Collectors.mapping(rule -> byId.get(rule.impliedId()), Collectors.toList())));
        return found.stream()
                .filter(role -> implied.containsKey(role.id))
                .map(role -> new Inference(role, implied.get(role.id)))
                .toList();
    }

    Uni<Inference> of(String priorId) {
        return db.read(tx -> roles.require(tx, priorId)
                .chain(prior -> all(tx).map(rules -> rules.stream()
                        .filter(rule -> rule.prior().id.equals(priorId))
                        .findFirst()
                        .orElse(new Inference(prior, List.of())))));
    }

    Uni<Inference> require(String priorId, String impliedId) {
        return of(priorId)
                .map(rule -> new Inference(
                        rule.prior(),
                        rule.implies().stream()
                                .filter(role -> role.id.equals(impliedId))
                                .toList()))
                .invoke(rule -> {
                    if (rule.implies().isEmpty()) {
                        throw Faults.notFound("implied role of " + priorId, impliedId);
                    }
                });
    }

    Uni<Inference> create(String priorId, String impliedId) {
        return db.withTransaction(tx -> roles.require(tx, priorId)
                .chain(prior -> roles.require(tx, impliedId)
                        .call(implied -> roles.graph(tx).invoke(graph -> refuseUnfit(graph, prior, implied)))
                        .call(implied -> roles.imply(tx, priorId, impliedId))
                        .map(implied -> new Inference(prior, List.of(implied)))));
    }

    private static void refuseUnfit(RoleGraph graph, Role prior, Role implied) {
        if (implied.name.equals(RequestContext.ADMIN)) {
            throw Faults.denied("the role %s may not be implied by another.".formatted(implied.id));
        }
        if (prior.domainId == null && implied.domainId != null) {
            throw Faults.denied("the role %s of all domains may not imply %s, which belongs to one."
                    .formatted(prior.id, implied.id));
        }
        if (graph.implies(implied.id, prior.id)) {
            throw Faults.conflict("implied role", "%s implies %s already".formatted(implied.id, prior.id));
        }
    }

    /** Ends the tokens of all who had the role this way. */
    Uni<Void> delete(String priorId, String impliedId) {
        return db.withTransaction(tx -> roles.graph(tx)
                .chain(graph -> roles.forgetImplication(tx, priorId, impliedId)
                        .invoke(gone -> {
                            if (!gone) {
                                throw Faults.notFound("implied role of " + priorId, impliedId);
                            }
                        })
                        .chain(() -> assignments.withRoles(tx, graph.priorsOf(priorId))))
                .chain(grants -> assignments.endTokens(tx, grants)));
    }
}
