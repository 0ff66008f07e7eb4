package io.caelum.compute.server.attachment;

import io.caelum.compute.server.Server;
import io.caelum.platform.contract.compute.GuestOrder;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.ServerPorts;
import java.util.List;
import java.util.Optional;

/**
 * @param wanted with an id fixed before the first try, so that a repeat finds what an earlier one made
 * @param port bound, as the network service answered it
 */
public record AttachData(
        String host,
        String zone,
        String serverName,
        String projectId,
        GuestOrder order,
        ServerPorts.Wanted wanted,
        Optional<BoundPort> port) {

    static AttachData of(Server server, ServerPorts.Wanted wanted) {
        return new AttachData(
                server.requireHost(),
                server.availabilityZone(),
                server.name(),
                server.projectId(),
                server.order(),
                wanted,
                Optional.empty());
    }

    AttachData bound(BoundPort as) {
        return new AttachData(host, zone, serverName, projectId, order, wanted, Optional.of(as));
    }

    /** A port that is made gets the project's default group. */
    ServerPorts ports() {
        return new ServerPorts(order.serverId(), serverName, projectId, host, zone, List.of(), List.of(wanted));
    }
}
