package io.caelum.network.neighbour;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.rpc.RpcVersionException;
import io.caelum.platform.contract.network.DhcpProbeRpc;
import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.PortProbeRpc;
import io.caelum.platform.contract.network.RouterProbeRpc;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Asks hosts what they see of a port, a router or a lease. A host that does not answer is a finding by itself. */
@ApplicationScoped
public class ProbeClient {

    private final PortProbeRpc ports;
    private final RouterProbeRpc routers;
    private final DhcpProbeRpc leases;

    @Inject
    ProbeClient(Bus bus) {
        ports = bus.client(PortProbeRpc.class);
        routers = bus.client(RouterProbeRpc.class);
        leases = bus.client(DhcpProbeRpc.class);
    }

    public Uni<List<HopFinding>> port(String host, UUID portId) {
        return orFinding("tap", "network agent", host, ports.probePort(host, portId));
    }

    public Uni<List<HopFinding>> router(String host, UUID routerId, String floatingIp, String fixedIp) {
        return orFinding("router", "L3 agent", host, routers.probeRouter(host, routerId, floatingIp, fixedIp));
    }

    public Uni<List<HopFinding>> lease(String host, UUID networkId, UUID portId) {
        return orFinding("dhcp-lease", "DHCP agent", host, leases.probeLease(host, networkId, portId));
    }

    private static Uni<List<HopFinding>> orFinding(
            String hop, String agent, String host, Uni<List<HopFinding>> answer) {
        return answer.onFailure()
                .recoverWithItem(failure -> List.of(
                        failure instanceof RpcVersionException
                                ? HopFinding.unknown(
                                        hop,
                                        "The " + agent + " on host " + host + " is of a version that cannot be asked.",
                                        "Bring it to the version of the others.")
                                : HopFinding.broken(
                                        hop,
                                        "The " + agent + " on host " + host + " does not answer: "
                                                + failure.getMessage(),
                                        "Look whether it runs there and reaches the message broker.")));
    }
}
