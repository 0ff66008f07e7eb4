package io.caelum.compute.server.action;

import io.caelum.compute.action.InstanceActions;
import io.caelum.compute.http.Fields;
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

/** An administrator says what a server is; nothing is done to its guest. */
@ApplicationScoped
class ResetServerState implements ServerAction {

    private static final String SET = "An administrator has set the server to error. (step reset-state, request %s)";

    private final Db db;
    private final Servers servers;
    private final TaskStates states;
    private final InstanceActions actions;

    ResetServerState(Db db, Servers servers, TaskStates states, InstanceActions actions) {
        this.db = db;
        this.servers = servers;
        this.states = states;
        this.actions = actions;
    }

    @Override
    public Set<String> names() {
        return Set.of("os-resetState");
    }

    @Override
    public ComputePolicy policy(String name) {
        return ComputePolicy.SERVERS_RESET_STATE;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID id, ActionRequest request) {
        Fields fields = request.arguments();
        String state = fields.oneOf("state", "active", "error").orElseThrow(() -> fields.missing("state"));
        fields.end();
        return db.withTransaction(tx -> servers.require(tx, who, id)
                        .chain(server -> state.equals("active")
                                ? states.resetToActive(tx, id)
                                : states.resetToError(tx, id, SET.formatted(who.requestId())))
                        .chain(server -> actions.begin(tx, id, "resetState", who)))
                .map(done -> ServerAction.accepted());
    }
}
