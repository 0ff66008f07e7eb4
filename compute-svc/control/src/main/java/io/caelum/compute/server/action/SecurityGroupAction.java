package io.caelum.compute.server.action;

import io.caelum.compute.http.Fields;
import io.caelum.compute.neighbour.ServerPortsClient;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.platform.context.RequestContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;

/** Puts all ports of a server into a security group, or takes them out. */
@ApplicationScoped
class SecurityGroupAction implements ServerAction {

    private static final String ADD = "addSecurityGroup";

    private final PortChanges changes;
    private final ServerPortsClient ports;

    SecurityGroupAction(PortChanges changes, ServerPortsClient ports) {
        this.changes = changes;
        this.ports = ports;
    }

    @Override
    public Set<String> names() {
        return Set.of(ADD, "removeSecurityGroup");
    }

    @Override
    public ComputePolicy policy(String name) {
        return name.equals(ADD) ? ComputePolicy.SECURITY_GROUPS_ADD : ComputePolicy.SECURITY_GROUPS_REMOVE;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID server, ActionRequest request) {
        Fields fields = request.arguments();
        String group = fields.requiredName("name");
        fields.end();
        return changes.change(
                who,
                server,
                () -> request.name().equals(ADD)
                        ? ports.addSecurityGroup(server, group)
                        : ports.removeSecurityGroup(server, group));
    }
}
