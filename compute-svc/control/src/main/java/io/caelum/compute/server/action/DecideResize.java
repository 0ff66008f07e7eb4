package io.caelum.compute.server.action;

import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.resize.Resizing;
import io.caelum.platform.context.RequestContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;

/** A server that has gone to another host stays there, or goes back. */
@ApplicationScoped
class DecideResize implements ServerAction {

    private static final String CONFIRM = "confirmResize";
    private static final String REVERT = "revertResize";

    private final Resizing resizing;

    DecideResize(Resizing resizing) {
        this.resizing = resizing;
    }

    @Override
    public Set<String> names() {
        return Set.of(CONFIRM, REVERT);
    }

    @Override
    public ComputePolicy policy(String name) {
        return name.equals(CONFIRM) ? ComputePolicy.SERVERS_CONFIRM_RESIZE : ComputePolicy.SERVERS_REVERT_RESIZE;
    }

    /** The one action that is answered with 204 is to confirm. */
    @Override
    public Uni<Response> act(RequestContext who, UUID server, ActionRequest request) {
        return request.name().equals(CONFIRM)
                ? resizing.confirm(who, server)
                        .map(begun -> Response.noContent().build())
                : resizing.revert(who, server).map(begun -> ServerAction.accepted());
    }
}
