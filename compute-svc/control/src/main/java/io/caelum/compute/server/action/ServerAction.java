package io.caelum.compute.server.action;

import io.caelum.compute.policy.ComputePolicy;
import io.caelum.platform.context.RequestContext;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;

/** Something that can be done to a server; a bean for each, or for a few that are alike. */
interface ServerAction {

    /** Its keys in the body. */
    Set<String> names();

    ComputePolicy policy(String name);

    /** Checks the arguments, records what is to be done, and answers. */
    Uni<Response> act(RequestContext who, UUID server, ActionRequest request);

    static Response accepted() {
        return Response.accepted().build();
    }
}
