package io.caelum.platform.contract.network;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/**
 * As {@link PortProbeRpc}, asked of the host that runs the router. 2.0: findings may be unknown, and there is the hop {@code
 * gateway}. 1.0: first.
 */
@RpcTopic(value = "l3-agent", exchange = "neutron", namespace = "probe", version = "2.0")
public interface RouterProbeRpc {

    /**
     * Hops {@code router} (namespace, legs, forwarding), {@code arp} (does the guest answer the router?), {@code nat} (is
     * the floating address the router's, and are both its directions there?), {@code gateway} (is there a way outside, and
     * does the next hop answer?) and {@code mtu} (do the legs take, and does the guest get, packets of the network's size?).
     */
    @Call(timeoutMillis = 8_000)
    Uni<List<HopFinding>> probeRouter(@Host String host, UUID routerId, String floatingIp, String fixedIp);
}
