package io.caelum.platform.contract.network;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What agents ask about what is around the ports of their host. Served by every network control. 1.0: first. */
@RpcTopic(value = "network-reports", exchange = "neutron", namespace = "surroundings", version = "1.0")
public interface SurroundingsReportRpc {

    /** The security groups of all ports of a host, and those that their rules name as remote groups. */
    @Call(timeoutMillis = 20_000)
    Uni<List<SecurityGroupState>> securityGroupsOf(String host);

    /** All other hosts that are alive and have told where their tunnels end. */
    @Call(timeoutMillis = 10_000)
    Uni<List<TunnelPeer>> tunnelsOf(String host);
}
