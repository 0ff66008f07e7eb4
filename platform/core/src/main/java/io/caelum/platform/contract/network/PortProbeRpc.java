package io.caelum.platform.contract.network;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/**
 * Asked by network control when somebody cannot reach a guest: what the host of its port really has. Looks only, changes
 * nothing. 2.0: findings may be unknown, and there is the hop {@code uplink}. 1.0: first.
 */
@RpcTopic(value = "network-agent", exchange = "neutron", namespace = "probe", version = "2.0")
public interface PortProbeRpc {

    /**
     * Of a guest's port the hops {@code guest} (has anything opened its tap?), {@code tap} (device, port and flows of the
     * switch), {@code security-group} (are the port's filters in place?), {@code uplink} (does its network lead to other
     * hosts?) and {@code mtu}; of a router's or a DHCP server's port {@code tap}, {@code uplink} and {@code mtu}.
     */
    @Call(timeoutMillis = 8_000)
    Uni<List<HopFinding>> probePort(@Host String host, UUID portId);
}
