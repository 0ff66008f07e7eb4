package io.caelum.networknode.router;

import io.caelum.networknode.keep.Keeper;
import io.caelum.platform.contract.network.AgentState;
import io.caelum.platform.contract.network.RouterAgentRpc;
import io.caelum.platform.contract.network.RouterPlan;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The routers of one host. */
public final class RouterAgent implements RouterAgentRpc {

    private static final String TYPE = "L3 agent";
    private static final String BINARY = "caelum-l3-agent";

    private final Keeper<RouterPlan> routers;

    public RouterAgent(Keeper<RouterPlan> routers) {
        this.routers = routers;
    }

    @Override
    public Uni<Void> routerChanged(String host, RouterPlan plan) {
        routers.changed(plan);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> routerRemoved(String host, UUID routerId, long revision) {
        routers.removed(routerId, revision);
        return Uni.createFrom().voidItem();
    }

    public AgentState state(String host, String driver, Instant startedAt) {
        List<RouterPlan> plans = routers.plans();
        return new AgentState(
                host,
                TYPE,
                BINARY,
                startedAt,
                Map.of(
                        "agent_mode", "legacy",
                        "driver", driver,
                        "routers", plans.size(),
                        "ex_gw_ports",
                                plans.stream()
                                        .filter(plan -> plan.gateway().isPresent())
                                        .count(),
                        "interfaces",
                                plans.stream()
                                        .mapToLong(plan -> plan.interfaces().size())
                                        .sum(),
                        "floating_ips",
                                plans.stream()
                                        .mapToLong(
                                                plan -> plan.floatingAddresses().size())
                                        .sum()));
    }
}
