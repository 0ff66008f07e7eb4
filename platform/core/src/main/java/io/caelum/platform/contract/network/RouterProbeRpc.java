package io.caelum.platform.contract.network;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** As {@link PortProbeRpc}, asked of the host that runs the router. 1.0: first. */
@RpcTopic(value = "l3-agent", exchange = "neutron", namespace = "probe", version = "1.0")
public interface RouterProbeRpc {

    /**
     * Hops {@code router} (namespace, legs, forwarding), {@code arp} (does the guest answer the router?), {@code nat} (are
     * both directions of the floating address there?) and {@code mtu}.
     */
    @Call(timeoutMillis = 4_000)
    Uni<List<HopFinding>> probeRouter(@Host String host, UUID routerId, String floatingIp, String fixedIp);
}
