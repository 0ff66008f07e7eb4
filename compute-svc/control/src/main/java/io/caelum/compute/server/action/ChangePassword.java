package io.caelum.compute.server.action;

import io.caelum.compute.http.Fields;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.VmState;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** Would set a password inside the guest, which needs an agent in there; no driver has one. */
@ApplicationScoped
class ChangePassword implements ServerAction {

    private final Db db;
    private final Servers servers;

    ChangePassword(Db db, Servers servers) {
        this.db = db;
        this.servers = servers;
    }

    @Override
    public Set<String> names() {
        return Set.of("changePassword");
    }

    @Override
    public ComputePolicy policy(String name) {
        return ComputePolicy.SERVERS_CHANGE_PASSWORD;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID id, ActionRequest request) {
        Fields fields = request.arguments();
        fields.requiredText("adminPass", 0, 255);
        fields.end();
        return db.read(tx -> servers.require(tx, who, id))
                .invoke(server -> server.requireUnlockedFor(who))
                .invoke(server -> server.requireIn(EnumSet.of(VmState.ACTIVE), "changePassword"))
                .chain(server -> Uni.createFrom()
                        .failure(Fault.conflict(
                                "The password cannot be set: no agent runs inside of instance %s.".formatted(id))));
    }
}
