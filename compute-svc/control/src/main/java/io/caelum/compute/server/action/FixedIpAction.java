package io.caelum.compute.server.action;

import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Fields;
import io.caelum.compute.neighbour.ServerPortsClient;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.platform.context.RequestContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;

/** A further address for a server, or one less, as clients asked for it up to 2.43. */
@ApplicationScoped
class FixedIpAction implements ServerAction {

    private static final String ADD = "addFixedIp";

    private final PortChanges changes;
    private final ServerPortsClient ports;
    private final Asked asked;

    FixedIpAction(PortChanges changes, ServerPortsClient ports, Asked asked) {
        this.changes = changes;
        this.ports = ports;
        this.asked = asked;
    }

    @Override
    public Set<String> names() {
        return Set.of(ADD, "removeFixedIp");
    }

    @Override
    public ComputePolicy policy(String name) {
        return ComputePolicy.FIXED_IPS_CHANGE;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID server, ActionRequest request) {
        PortChanges.requireBefore244(asked, request);
        Fields fields = request.arguments();
        if (request.name().equals(ADD)) {
            UUID network = fields.uuid("networkId").orElseThrow(() -> fields.missing("networkId"));
            fields.end();
            return changes.change(who, server, () -> ports.addFixedIp(server, network));
        }
        String address = fields.requiredText("address", 1, 64);
        fields.end();
        return changes.change(who, server, () -> ports.removeFixedIp(server, address));
    }
}
