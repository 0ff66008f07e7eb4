package io.caelum.compute.server.attachment;

import static io.caelum.compute.policy.ComputePolicy.INTERFACES_ATTACH;
import static io.caelum.compute.policy.ComputePolicy.INTERFACES_DETACH;
import static io.caelum.compute.policy.ComputePolicy.INTERFACES_READ;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Asked;
import io.caelum.compute.server.ServerId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v2.1/servers/{id}/os-interface")
class InterfaceResource {

    private final InterfaceReader reader;
    private final InterfaceService interfaces;
    private final Asked asked;

    InterfaceResource(InterfaceReader reader, InterfaceService interfaces, Asked asked) {
        this.reader = reader;
        this.interfaces = interfaces;
        this.asked = asked;
    }

    @GET
    public Uni<InterfaceView.Many> list(String id) {
        return reader.list(INTERFACES_READ.check(), ServerId.of(id)).map(InterfaceView.Many::new);
    }

    @GET
    @Path("{port}")
    public Uni<InterfaceView.One> show(String id, String port) {
        return reader.show(INTERFACES_READ.check(), ServerId.of(id), port).map(InterfaceView.One::new);
    }

    /** Answers when the guest has it. */
    @POST
    public Uni<InterfaceView.One> attach(String id, JsonNode body) {
        var who = INTERFACES_ATTACH.check();
        return interfaces
                .attach(who, ServerId.of(id), InterfaceWanted.of(body, asked.version()))
                .map(InterfaceView.One::new);
    }

    @DELETE
    @Path("{port}")
    @ResponseStatus(202)
    public Uni<Void> detach(String id, String port) {
        return interfaces.detach(INTERFACES_DETACH.check(), ServerId.of(id), port);
    }
}
