package io.caelum.platform.contract.network;

import io.caelum.platform.bus.rpc.Cast;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * What changes around the ports of a host, told by network control to its agent; asked for all at once by {@link
 * SurroundingsReportRpc}. 1.0: first.
 */
@RpcTopic(value = "network-agent", exchange = "neutron", namespace = "surroundings", version = "1.0")
public interface SurroundingsRpc {

    /** What some security groups are now. Of two states of a group the one with the higher revision counts. */
    @Cast
    Uni<Void> securityGroupsChanged(@Host String host, List<SecurityGroupState> groups);

    /** Hosts came or went: ask {@link SurroundingsReportRpc#tunnelsOf}. */
    @Cast
    Uni<Void> tunnelsChanged(@Host String host);
}
