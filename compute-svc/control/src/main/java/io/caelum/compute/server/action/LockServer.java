package io.caelum.compute.server.action;

import io.caelum.compute.action.InstanceActions;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.TaskStates;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;

/** Keeps a server from being changed by its owner. What an administrator has locked only one can unlock. */
@ApplicationScoped
class LockServer implements ServerAction {

    private final Db db;
    private final Servers servers;
    private final TaskStates states;
    private final InstanceActions actions;

    LockServer(Db db, Servers servers, TaskStates states, InstanceActions actions) {
        this.db = db;
        this.servers = servers;
        this.states = states;
        this.actions = actions;
    }

    @Override
    public Set<String> names() {
        return Set.of("lock", "unlock");
    }

    @Override
    public ComputePolicy policy(String name) {
        return name.equals("lock") ? ComputePolicy.SERVERS_LOCK : ComputePolicy.SERVERS_UNLOCK;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID id, ActionRequest request) {
        boolean lock = request.name().equals("lock");
        String by = who.isAdmin() ? "admin" : "owner";
        return db.withTransaction(tx -> servers.requireLocked(tx, who, id)
                        .invoke(server -> {
                            if (!lock && server.isLockedByAdmin()) {
                                ComputePolicy.SERVERS_UNLOCK_OVERRIDE.check();
                            }
                        })
                        .chain(server -> states.locked(tx, id, lock ? by : null))
                        .chain(server -> actions.begin(tx, id, request.name(), who)))
                .map(done -> ServerAction.accepted());
    }
}
