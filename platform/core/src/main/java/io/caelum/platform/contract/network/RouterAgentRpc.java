package io.caelum.platform.contract.network;

import io.caelum.platform.bus.rpc.Cast;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Told by network control to the L3 agent of one host. 1.0: first. */
@RpcTopic(value = "l3-agent", exchange = "neutron", version = "1.0")
public interface RouterAgentRpc {

    /** Make the router, or bring it up to date. Answered by {@link NodeReportRpc#routerReady}. */
    @Cast
    Uni<Void> routerChanged(@Host String host, RouterPlan plan);

    /**
     * Take it away. Nothing there is fine.
     *
     * @param revision a plan with a higher one stays, whenever this message arrives
     */
    @Cast
    Uni<Void> routerRemoved(@Host String host, UUID routerId, long revision);
}
