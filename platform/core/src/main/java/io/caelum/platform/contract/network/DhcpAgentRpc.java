package io.caelum.platform.contract.network;

import io.caelum.platform.bus.rpc.Cast;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Told by network control to the DHCP agent of one host. 1.0: first. */
@RpcTopic(value = "dhcp-agent", exchange = "neutron", version = "1.0")
public interface DhcpAgentRpc {

    /** Serve the network, or bring what is served up to date. Answered by {@link NodeReportRpc#dhcpReady}. */
    @Cast
    Uni<Void> networkChanged(@Host String host, DhcpPlan plan);

    /**
     * Serve it no more. Nothing there is fine.
     *
     * @param revision a plan with a higher one stays, whenever this message arrives
     */
    @Cast
    Uni<Void> networkRemoved(@Host String host, UUID networkId, long revision);
}
