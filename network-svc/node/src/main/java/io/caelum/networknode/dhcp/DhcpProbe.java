package io.caelum.networknode.dhcp;

import io.caelum.networknode.keep.Keeper;
import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.DhcpPlan.Lease;
import io.caelum.platform.contract.network.DhcpProbeRpc;
import io.caelum.platform.contract.network.HopFinding;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** Answers those who cannot reach a guest with what its network's servers have given it. */
public final class DhcpProbe implements DhcpProbeRpc {

    private final Keeper<DhcpPlan> plans;
    private final DhcpServers servers;

    public DhcpProbe(Keeper<DhcpPlan> plans, DhcpServers servers) {
        this.plans = plans;
        this.servers = servers;
    }

    @Override
    public Uni<List<HopFinding>> probeLease(String host, UUID networkId, UUID portId) {
        return Uni.createFrom()
                .item(plans.plan(networkId)
                        .map(plan -> findings(plan, portId))
                        .orElseGet(() -> List.of(unknown("Host " + host + " has not been told of the network."))));
    }

    private List<HopFinding> findings(DhcpPlan plan, UUID portId) {
        List<Lease> leases = plan.leases().stream()
                .filter(lease -> lease.portId().equals(portId))
                .toList();
        return leases.isEmpty()
                ? List.of(unknown("The network's plan has no address of the port."))
                : servers.probe(plan, leases);
    }

    private static HopFinding unknown(String detail) {
        return HopFinding.broken(
                "dhcp-lease", detail, "Wait a minute for the next comparison; then look at the DHCP agent's log.");
    }
}
