package io.caelum.compute.server.action;

import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Fields;
import io.caelum.compute.neighbour.ServerPortsClient;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.platform.context.RequestContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Lets a floating address lead to a server, or frees it, as clients asked for it up to 2.43. */
@ApplicationScoped
class FloatingIpAction implements ServerAction {

    private static final String ADD = "addFloatingIp";

    private final PortChanges changes;
    private final ServerPortsClient ports;
    private final Asked asked;

    FloatingIpAction(PortChanges changes, ServerPortsClient ports, Asked asked) {
        this.changes = changes;
        this.ports = ports;
        this.asked = asked;
    }

    @Override
    public Set<String> names() {
        return Set.of(ADD, "removeFloatingIp");
    }

    @Override
    public ComputePolicy policy(String name) {
        return name.equals(ADD) ? ComputePolicy.FLOATING_IPS_ADD : ComputePolicy.FLOATING_IPS_REMOVE;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID server, ActionRequest request) {
        PortChanges.requireBefore244(asked, request);
        Fields fields = request.arguments();
        String address = fields.requiredText("address", 1, 64);
        Optional<String> fixed = request.name().equals(ADD) ? fields.text("fixed_address", 1, 64) : Optional.empty();
        fields.end();
        return changes.change(
                who,
                server,
                () -> request.name().equals(ADD)
                        ? ports.addFloatingIp(server, address, fixed)
                        : ports.removeFloatingIp(server, address));
    }
}
