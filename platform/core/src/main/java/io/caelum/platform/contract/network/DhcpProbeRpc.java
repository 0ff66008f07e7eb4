package io.caelum.platform.contract.network;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** As {@link PortProbeRpc}, asked of the host that serves the network's addresses. 1.0: first. */
@RpcTopic(value = "dhcp-agent", exchange = "neutron", namespace = "probe", version = "1.0")
public interface DhcpProbeRpc {

    /** Hops {@code dhcp-lease} (did the port ask, and what was it given?) and {@code metadata} (did it come for it?). */
    @Call(timeoutMillis = 4_000)
    Uni<List<HopFinding>> probeLease(@Host String host, UUID networkId, UUID portId);
}
