package io.caelum.platform.contract.network;

import io.caelum.platform.bus.rpc.Cast;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Told by network control to the agent of one host. 1.0: first. */
@RpcTopic(value = "network-agent", exchange = "neutron", version = "1.0")
public interface NetworkAgentRpc {

    /** Wire a port, or bring its wiring up to date. Answered by {@link NetworkAgentReportRpc#portWired}. */
    @Cast
    Uni<Void> wirePort(@Host String host, PortWiring wiring);

    /**
     * Take the wiring of a port away. Nothing there is fine.
     *
     * @param bindingGeneration the last one that is over: a wiring of a later one stays, whenever this message arrives
     */
    @Cast
    Uni<Void> unwirePort(@Host String host, UUID portId, long bindingGeneration);
}
