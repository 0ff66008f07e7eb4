package io.caelum.compute.server.action;

import io.caelum.compute.http.Fields;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.power.ChangePower;
import io.caelum.compute.server.power.PowerAction;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Lets a server begin anew: SOFT asks the guest to, HARD does not ask. */
@ApplicationScoped
class RebootServer implements ServerAction {

    private final Db db;
    private final ChangePower changePower;

    RebootServer(Db db, ChangePower changePower) {
        this.db = db;
        this.changePower = changePower;
    }

    @Override
    public Set<String> names() {
        return Set.of("reboot");
    }

    @Override
    public ComputePolicy policy(String name) {
        return ComputePolicy.SERVERS_REBOOT;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID server, ActionRequest request) {
        Fields fields = request.arguments();
        String type = fields.requiredText("type", 1, 255).toUpperCase(Locale.ROOT);
        if (!type.equals("SOFT") && !type.equals("HARD")) {
            throw fields.invalid("type", "is not one of [HARD, SOFT]");
        }
        fields.end();
        PowerAction action = type.equals("SOFT") ? PowerAction.REBOOT_SOFT : PowerAction.REBOOT_HARD;
        return db.withTransaction(tx -> changePower.begin(tx, who, server, action))
                .map(begun -> ServerAction.accepted());
    }
}
