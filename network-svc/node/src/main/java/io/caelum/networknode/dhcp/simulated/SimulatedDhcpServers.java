package io.caelum.networknode.dhcp.simulated;

import io.caelum.networknode.dhcp.DhcpServers;
import io.caelum.networknode.keep.PlanKind;
import io.caelum.networknode.keep.SimulatedProvision;
import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.DhcpPlan.Lease;
import io.caelum.platform.contract.network.HopFinding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Networks that are files, and can say which address a real server would give. */
public final class SimulatedDhcpServers extends SimulatedProvision<DhcpPlan> implements DhcpServers {

    /** @param folder where the networks are kept; made if it does not exist */
    public SimulatedDhcpServers(Path folder) {
        super(PlanKind.NETWORK, folder);
    }

    /** The v4 address that a card gets when it asks; empty if it gets none. */
    public Optional<String> addressFor(UUID networkId, String macAddress) {
        return made(networkId)
                .flatMap(plan -> plan.leases().stream()
                        .filter(lease -> lease.macAddress().equalsIgnoreCase(macAddress) && isServed(plan, lease))
                        .map(Lease::ipAddress)
                        .findFirst());
    }

    @Override
    public List<HopFinding> probe(DhcpPlan plan, List<Lease> leases) {
        return List.of(
                made(plan.networkId()).isPresent()
                        ? HopFinding.fine("dhcp-lease", "The simulated network is served.")
                        : HopFinding.broken("dhcp-lease", "The network is not served.", "Wait for the DHCP agent."));
    }

    private static boolean isServed(DhcpPlan plan, Lease lease) {
        return plan.subnets().stream()
                .filter(subnet -> subnet.subnetId().equals(lease.subnetId()))
                .anyMatch(subnet -> subnet.version() == 4 && subnet.enableDhcp());
    }
}
