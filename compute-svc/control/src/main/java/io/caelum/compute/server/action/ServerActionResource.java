package io.caelum.compute.server.action;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Fields;
import io.caelum.compute.server.ServerId;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Actions on servers: the one key of the body names what is to be done. */
@Path("/v2.1/servers/{id}/action")
class ServerActionResource {

    private final ServerActions actions;

    ServerActionResource(ServerActions actions) {
        this.actions = actions;
    }

    @POST
    public Uni<Response> act(String id, JsonNode body) {
        Fields fields = Fields.body(body);
        if (fields.keys().size() != 1) {
            throw Fault.badRequest("Malformed request body: it needs exactly one key, which names the action.");
        }
        var request = new ActionRequest(fields.keys().iterator().next(), body);
        ServerAction action = actions.named(request.name());
        return action.act(action.policy(request.name()).check(), ServerId.of(id), request);
    }
}
