package io.caelum.compute.neighbour;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.network.SecurityGroupLookupRpc;
import io.caelum.platform.contract.network.ServerAttachments.SecurityGroup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The network service, as far as it knows security groups. */
@ApplicationScoped
public class SecurityGroupClient {

    private final SecurityGroupLookupRpc groups;

    SecurityGroupClient(Bus bus) {
        groups = bus.client(SecurityGroupLookupRpc.class);
    }

    public Uni<List<SecurityGroup>> ofProject(String project) {
        return Absence.explained(groups.groupsOf(project), "network");
    }
}
