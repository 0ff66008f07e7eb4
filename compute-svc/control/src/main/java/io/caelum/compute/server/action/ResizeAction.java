package io.caelum.compute.server.action;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Fields;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.resize.Resizing;
import io.caelum.platform.context.RequestContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;

/** Gives a server another size, which takes it to another host. */
@ApplicationScoped
class ResizeAction implements ServerAction {

    private final Resizing resizing;

    ResizeAction(Resizing resizing) {
        this.resizing = resizing;
    }

    @Override
    public Set<String> names() {
        return Set.of("resize");
    }

    @Override
    public ComputePolicy policy(String name) {
        return ComputePolicy.SERVERS_RESIZE;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID server, ActionRequest request) {
        Fields fields = request.arguments();
        String flavor = flavor(fields);
        fields.oneOf("OS-DCF:diskConfig", "AUTO", "MANUAL");
        fields.end();
        return resizing.resize(who, server, flavor).map(begun -> ServerAction.accepted());
    }

    private static String flavor(Fields fields) {
        JsonNode node = fields.raw("flavorRef");
        String reference =
                node != null && node.isIntegralNumber() ? node.asText() : fields.requiredText("flavorRef", 1, 4_096);
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
