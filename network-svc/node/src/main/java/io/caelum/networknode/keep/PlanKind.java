package io.caelum.networknode.keep;

import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.RouterPlan;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What all plans have.
 *
 * @param noun for messages and as the key in them, e.g. {@code router}
 */
public record PlanKind<P>(String noun, Class<P> type, Function<P, UUID> id, ToLongFunction<P> revision) {

    public static final PlanKind<RouterPlan> ROUTER =
            new PlanKind<>("router", RouterPlan.class, RouterPlan::routerId, RouterPlan::revision);
    public static final PlanKind<DhcpPlan> NETWORK =
            new PlanKind<>("network", DhcpPlan.class, DhcpPlan::networkId, DhcpPlan::revision);

    UUID idOf(P plan) {
        return id.apply(plan);
    }

    long revisionOf(P plan) {
        return revision.applyAsLong(plan);
    }
}
