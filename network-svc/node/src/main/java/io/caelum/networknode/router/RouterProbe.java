package io.caelum.networknode.router;

import io.caelum.networknode.keep.Keeper;
import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.RouterPlan;
import io.caelum.platform.contract.network.RouterProbeRpc;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** Answers those who cannot reach a floating address with what its router really has. */
public final class RouterProbe implements RouterProbeRpc {

    private final Keeper<RouterPlan> plans;
    private final Routers routers;

    public RouterProbe(Keeper<RouterPlan> plans, Routers routers) {
        this.plans = plans;
        this.routers = routers;
    }

    @Override
    public Uni<List<HopFinding>> probeRouter(String host, UUID routerId, String floatingIp, String fixedIp) {
        return Uni.createFrom()
                .item(plans.plan(routerId)
                        .map(plan -> routers.probe(plan, floatingIp, fixedIp))
                        .orElseGet(() -> List.of(HopFinding.broken(
                                "router",
                                "Host " + host + " has not been told of the router.",
                                "Wait a minute for the next comparison; then look at the L3 agent's log."))));
    }
}
