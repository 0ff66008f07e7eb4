package io.caelum.networknode.dhcp;

import io.caelum.networknode.keep.Keeper;
import io.caelum.networknode.metadata.Visits;
import io.caelum.networknode.metadata.Visits.Visit;
import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.DhcpPlan.Lease;
import io.caelum.platform.contract.network.DhcpProbeRpc;
import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.HopFinding.State;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Answers those who cannot reach a guest with what its network's servers have given it. */
public final class DhcpProbe implements DhcpProbeRpc {

    private static final int SERVER_FAULT = 500;

    private final Keeper<DhcpPlan> plans;
    private final DhcpServers servers;
    private final Visits visits;

    public DhcpProbe(Keeper<DhcpPlan> plans, DhcpServers servers, Visits visits) {
        this.plans = plans;
        this.servers = servers;
        this.visits = visits;
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
                : servers.probe(plan, leases).stream()
                        .map(finding -> finding.hop().equals("metadata") && finding.state() == State.OK
                                ? visited(plan, leases, finding)
                                : finding)
                        .toList();
    }

    /** That nobody came is no fault: not every guest wants to know. */
    private HopFinding visited(DhcpPlan plan, List<Lease> leases, HopFinding served) {
        Optional<Visit> last = leases.stream()
                .flatMap(lease -> visits.lastOf(plan.networkId(), lease.ipAddress()).stream())
                .max(Comparator.comparing(Visit::at));
        if (last.isEmpty()) {
            return HopFinding.fine("metadata", served.detail() + " The guest has not asked since the agent started.");
        }
        Visit visit = last.get();
        return visit.status() < SERVER_FAULT
                ? HopFinding.fine("metadata", served.detail() + " The guest last asked at " + when(visit) + ".")
                : HopFinding.broken(
                        "metadata",
                        "The guest asked at " + when(visit) + ", and compute control could not be asked about it.",
                        "Look whether compute control runs and reaches the message broker.");
    }

    private static Instant when(Visit visit) {
        return visit.at().truncatedTo(ChronoUnit.SECONDS);
    }

    private static HopFinding unknown(String detail) {
        return HopFinding.broken(
                "dhcp-lease", detail, "Wait a minute for the next comparison; then look at the DHCP agent's log.");
    }
}
