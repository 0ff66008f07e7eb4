package io.caelum.compute.server.action;

import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.VmState;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** Takes back a delete that can still be taken back. Deletes are final here, so there never is one. */
@ApplicationScoped
class RestoreServer implements ServerAction {

    private final Db db;
    private final Servers servers;

    RestoreServer(Db db, Servers servers) {
        this.db = db;
        this.servers = servers;
    }

    @Override
    public Set<String> names() {
        return Set.of("restore");
    }

    @Override
    public ComputePolicy policy(String name) {
        return ComputePolicy.SERVERS_RESTORE;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID id, ActionRequest request) {
        return db.read(tx -> servers.require(tx, who, id))
                .invoke(server -> server.requireIn(EnumSet.of(VmState.SOFT_DELETE), "restore"))
                .map(server -> ServerAction.accepted());
    }
}
