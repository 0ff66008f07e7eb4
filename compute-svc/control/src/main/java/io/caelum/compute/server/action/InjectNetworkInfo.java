package io.caelum.compute.server.action;

import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.Servers;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;

/** Guests learn their addresses by DHCP or from their config drive: there is nothing to do. */
@ApplicationScoped
class InjectNetworkInfo implements ServerAction {

    private final Db db;
    private final Servers servers;

    InjectNetworkInfo(Db db, Servers servers) {
        this.db = db;
        this.servers = servers;
    }

    @Override
    public Set<String> names() {
        return Set.of("injectNetworkInfo");
    }

    @Override
    public ComputePolicy policy(String name) {
        return ComputePolicy.SERVERS_INJECT_NETWORK;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID id, ActionRequest request) {
        return db.read(tx -> servers.require(tx, who, id)).map(server -> ServerAction.accepted());
    }
}
