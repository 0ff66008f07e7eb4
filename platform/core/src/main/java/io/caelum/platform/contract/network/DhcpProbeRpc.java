package io.caelum.platform.contract.network;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** As {@link PortProbeRpc}, asked of the host that serves the network's addresses. 2.0: findings may be unknown. 1.0: first. */
@RpcTopic(value = "dhcp-agent", exchange = "neutron", namespace = "probe", version = "2.0")
public interface DhcpProbeRpc {

    /**
     * Hops {@code dhcp-lease} (would the port be given its address, and was it?) and {@code metadata} (would it be
     * answered, and was it?).
     */
    @Call(timeoutMillis = 8_000)
    Uni<List<HopFinding>> probeLease(@Host String host, UUID networkId, UUID portId);
}
