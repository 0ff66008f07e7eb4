package io.caelum.platform.contract.network;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/**
 * Asked by network control when somebody cannot reach a guest: what the host of its port really has. Looks only, changes
 * nothing. 1.0: first.
 */
@RpcTopic(value = "network-agent", exchange = "neutron", namespace = "probe", version = "1.0")
public interface PortProbeRpc {

    /**
     * Hops {@code guest} (does something answer or send on the port?), {@code tap} (interface, tag, counters) and {@code
     * security-group} (are the port's filters in place?).
     */
    @Call(timeoutMillis = 4_000)
    Uni<List<HopFinding>> probePort(@Host String host, UUID portId);
}
