package io.caelum.compute.server.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Available;
import io.caelum.compute.http.Fields;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.ServerId;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

@Path("/v2.1/servers/{id}/remote-consoles")
@Available(since = "2.6")
class RemoteConsolesResource {

    private final Consoles consoles;

    RemoteConsolesResource(Consoles consoles) {
        this.consoles = consoles;
    }

    record Console(String protocol, String type, String url) {}

    record One(@JsonProperty("remote_console") Console console) {}

    @POST
    public Uni<One> create(String id, JsonNode body) {
        RequestContext who = ComputePolicy.REMOTE_CONSOLES.check();
        Fields fields = Fields.body(body, "remote_console");
        String protocol = fields.requiredText("protocol", 1, 255);
        ConsoleKind kind = ConsoleKind.of(fields.requiredText("type", 1, 255));
        fields.end();
        if (!kind.protocol().equals(protocol)) {
            throw Fault.badRequest("Invalid input for field/attribute protocol. Value: %s. Consoles of type %s use %s."
                    .formatted(protocol, kind.wireName(), kind.protocol()));
        }
        return consoles.address(who, ServerId.of(id), kind)
                .map(url -> new One(new Console(kind.protocol(), kind.wireName(), url)));
    }
}
