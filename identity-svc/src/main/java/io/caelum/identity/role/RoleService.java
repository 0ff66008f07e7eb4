package io.caelum.identity.role;

import io.caelum.identity.assignment.Assignments;
import io.caelum.identity.resource.Extra;
import io.caelum.identity.resource.Given;
import io.caelum.identity.resource.Ids;
import io.caelum.platform.bus.notify.Outbox;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Makes, changes and deletes roles. */
@ApplicationScoped
class RoleService {

    private static final int LONGEST_NAME = 255;

    private final Db db;
    private final Roles roles;
    private final Assignments assignments;
    private final Outbox outbox;

    RoleService(Db db, Roles roles, Assignments assignments, Outbox outbox) {
        this.db = db;
        this.roles = roles;
        this.assignments = assignments;
        this.outbox = outbox;
    }

    Uni<List<Role>> list() {
        return db.read(roles::list);
    }

    Uni<Role> require(String id) {
        return db.read(tx -> roles.require(tx, id));
    }

    Uni<Role> create(RoleBody.Fields wanted) {
        Role role = Role.named(Ids.fresh(), Given.name(wanted.name(), LONGEST_NAME));
        role.domainId = Given.orNull(wanted.domainId());
        role.description = Given.orNull(wanted.description());
        role.extra = Extra.of(wanted.extra());
        return db.withTransaction(tx -> roles.insert(tx, role).call(() -> tell(tx, "created", role.id)));
    }

    Uni<Role> update(String id, RoleBody.Fields wanted) {
        return db.withTransaction(tx -> roles.require(tx, id)
                .invoke(role -> change(role, wanted))
                .chain(role -> roles.update(tx, role))
                .call(() -> tell(tx, "updated", id)));
    }

    private static void change(Role role, RoleBody.Fields wanted) {
        if (wanted.name() != null) {
            role.name = Given.name(wanted.name(), LONGEST_NAME);
        }
        role.description = Given.changed(wanted.description(), role.description);
        role.extra = Extra.merged(role.extra, Given.or(wanted.extra(), Map.of()));
    }

    /** Ends the tokens of all who have it, themselves or by a role that implies it. */
    Uni<Void> delete(String id) {
        return db.withTransaction(tx -> roles.require(tx, id)
                .call(role -> roles.graph(tx)
                        .chain(graph -> assignments.withRoles(tx, graph.priorsOf(id)))
                        .chain(grants -> assignments.endTokens(tx, grants)))
                .chain(role -> roles.delete(tx, role))
                .call(() -> tell(tx, "deleted", id)));
    }

    private Uni<Void> tell(Tx tx, String what, String roleId) {
        return outbox.record(tx, "identity.role." + what, roleId, Map.of("resource_info", roleId));
    }
}
