package io.caelum.platform.contract.network;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.Cast;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What agents report to network control. Served by every network control. 1.0: first. */
@RpcTopic(value = "network-reports", exchange = "neutron", version = "1.0")
public interface NetworkAgentReportRpc {

    /** "I am here": at start and every few seconds. A host that reports no more is shown as down. */
    @Cast
    Uni<Void> reportState(AgentState state);

    /** The wiring of a port is in place ({@code error} empty) or cannot be made. May come twice. */
    @Call(timeoutMillis = 10_000)
    Uni<Void> portWired(String host, UUID portId, long bindingGeneration, Optional<String> error);

    /** All ports that should be wired on a host; asked at start, to take up again what came in the meantime. */
    @Call(timeoutMillis = 20_000)
    Uni<List<PortWiring>> wiringsOf(String host);
}
