package io.caelum.compute.server.action;

import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.power.ChangePower;
import io.caelum.compute.server.power.PowerAction;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Stop, start, pause and the like; {@link PowerAction} says more about each. */
@ApplicationScoped
class ChangePowerAction implements ServerAction {

    private static final Map<String, PowerAction> ACTIONS = Map.of(
            "os-stop", PowerAction.STOP,
            "os-start", PowerAction.START,
            "pause", PowerAction.PAUSE,
            "unpause", PowerAction.UNPAUSE,
            "suspend", PowerAction.SUSPEND,
            "resume", PowerAction.RESUME);

    private final Db db;
    private final ChangePower changePower;

    ChangePowerAction(Db db, ChangePower changePower) {
        this.db = db;
        this.changePower = changePower;
    }

    @Override
    public Set<String> names() {
        return ACTIONS.keySet();
    }

    @Override
    public ComputePolicy policy(String name) {
        return ACTIONS.get(name).policy();
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID server, ActionRequest request) {
        return db.withTransaction(tx -> changePower.begin(tx, who, server, ACTIONS.get(request.name())))
                .map(begun -> ServerAction.accepted());
    }
}
