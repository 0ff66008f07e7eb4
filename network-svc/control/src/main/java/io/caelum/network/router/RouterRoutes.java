package io.caelum.network.router;

import io.caelum.network.address.Cidr;
import io.caelum.network.address.Ip;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.router.RouterLegs.Leg;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The extra routes of a router: a next hop has to be in reach of one of its legs. */
@ApplicationScoped
class RouterRoutes {

    private static final int MAX = 30;

    @Inject
    RouterLegs legs;

    Uni<Void> replace(Tx tx, Router router, @Nullable List<Route> wanted) {
        if (wanted == null || wanted.equals(router.routes)) {
            return Uni.createFrom().voidItem();
        }
        if (wanted.size() > MAX) {
            throw NetworkFaults.badRequest(
                    "RoutesExhausted",
                    "Unable to complete operation for " + router.id + ". The number of routes exceeds the maximum "
                            + MAX + ".");
        }
        if (new HashSet<>(wanted).size() != wanted.size()) {
            throw NetworkFaults.badRequest(
                    "InvalidInput", "Invalid input for routes. Reason: Duplicate items in the list.");
        }
        return legs.of(tx, router.id)
                .invoke(found -> wanted.forEach(route -> requireReachable(wanted, route, found)))
                .invoke(() -> router.routes = List.copyOf(wanted))
                .replaceWithVoid();
    }

    private static void requireReachable(List<Route> all, Route route, List<Leg> legs) {
        Ip nexthop = Ip.parse(route.nexthop());
        if (Cidr.parse(route.destination()).version() != nexthop.version()) {
            throw invalid(all, "the nexthop is of another IP version than the destination");
        }
        if (legs.stream().noneMatch(leg -> Cidr.parse(leg.cidr()).contains(nexthop))) {
            throw invalid(all, "the nexthop is not connected with router");
        }
        if (legs.stream().anyMatch(leg -> Ip.parse(leg.ip()).equals(nexthop))) {
            throw invalid(all, "the nexthop is used by router");
        }
    }

    private static Fault invalid(List<Route> routes, String reason) {
        return NetworkFaults.badRequest("InvalidRoutes", "Invalid format for routes: " + routes + ", " + reason + ".");
    }
}
