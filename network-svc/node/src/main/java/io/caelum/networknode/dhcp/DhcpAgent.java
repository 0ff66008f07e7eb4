package io.caelum.networknode.dhcp;

import io.caelum.networknode.keep.Keeper;
import io.caelum.platform.contract.network.AgentState;
import io.caelum.platform.contract.network.DhcpAgentRpc;
import io.caelum.platform.contract.network.DhcpPlan;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The networks that one host serves. */
public final class DhcpAgent implements DhcpAgentRpc {

    private static final String TYPE = "DHCP agent";
    private static final String BINARY = "caelum-dhcp-agent";

    private final Keeper<DhcpPlan> networks;

    public DhcpAgent(Keeper<DhcpPlan> networks) {
        this.networks = networks;
    }

    @Override
    public Uni<Void> networkChanged(String host, DhcpPlan plan) {
        networks.changed(plan);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> networkRemoved(String host, UUID networkId, long revision) {
        networks.removed(networkId, revision);
        return Uni.createFrom().voidItem();
    }

    public AgentState state(String host, String driver, Instant startedAt) {
        List<DhcpPlan> plans = networks.plans();
        return new AgentState(
                host,
                TYPE,
                BINARY,
                startedAt,
                Map.of(
                        "driver", driver,
                        "networks", plans.size(),
                        "subnets",
                                plans.stream()
                                        .mapToLong(plan -> plan.subnets().size())
                                        .sum(),
                        "ports",
                                plans.stream()
                                        .flatMap(plan -> plan.leases().stream())
                                        .map(DhcpPlan.Lease::portId)
                                        .distinct()
                                        .count()));
    }
}
