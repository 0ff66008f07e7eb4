package io.caelum.compute.server.action;

import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.ServerService;
import io.caelum.platform.context.RequestContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;

/** Deletes a server for good, which every delete does here: there is no time in which it could be restored. */
@ApplicationScoped
class ForceDelete implements ServerAction {

    private final ServerService servers;

    ForceDelete(ServerService servers) {
        this.servers = servers;
    }

    @Override
    public Set<String> names() {
        return Set.of("forceDelete");
    }

    @Override
    public ComputePolicy policy(String name) {
        return ComputePolicy.SERVERS_FORCE_DELETE;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID server, ActionRequest request) {
        return servers.delete(who, server).map(done -> ServerAction.accepted());
    }
}
