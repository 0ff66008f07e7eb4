package io.caelum.network.port;

import io.caelum.network.node.NodeKind;
import io.caelum.network.node.Plans;
import io.caelum.network.surroundings.GroupChanges;
import io.caelum.platform.data.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.UUID;

/**
 * Whom else a change of a port concerns: who serves addresses on its network, and the hosts whose rules name its groups.
 * Whether there is anybody is found out after the commit and for many ports together, so it costs a boot nothing.
 */
@ApplicationScoped
class PortEcho {

    @Inject
    Plans plans;

    @Inject
    GroupChanges groups;

    void of(Tx tx, UUID networkId, Collection<UUID> securityGroups) {
        plans.changedAfter(tx, NodeKind.DHCP, networkId);
        groups.changedAfter(tx, securityGroups);
    }
}
