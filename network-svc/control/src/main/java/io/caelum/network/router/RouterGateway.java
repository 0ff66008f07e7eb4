package io.caelum.network.router;

import io.caelum.network.address.Cidr;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.network.NetworkFacts;
import io.caelum.network.network.Networks;
import io.caelum.network.node.NodeHosting;
import io.caelum.network.port.DevicePorts;
import io.caelum.network.port.PortFacts;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The leg of a router on an external network. The router is locked, and saved by the caller. */
@ApplicationScoped
class RouterGateway {

    @Inject
    Networks networks;

    @Inject
    DevicePorts ports;

    @Inject
    RouterLegs legs;

    @Inject
    NodeHosting nodes;

    Uni<Void> apply(Tx tx, RequestContext caller, Router router, @Nullable GatewayWish wish) {
        if (wish == null) {
            return Uni.createFrom().voidItem();
        }
        if (wish.networkId().isEmpty()) {
            return clear(tx, router);
        }
        UUID wanted = wish.networkId().get();
        return networks.requireFacts(tx, caller, wanted)
                .invoke(RouterGateway::requireExternal)
                .chain(network -> wanted.equals(router.gatewayNetworkId) && wish.fixedIps() == null
                        ? Uni.createFrom().voidItem()
                        : set(tx, router, network, wish))
                .invoke(() -> router.enableSnat = wish.enableSnat() == null ? router.enableSnat : wish.enableSnat());
    }

    private static void requireExternal(NetworkFacts network) {
        if (!network.external()) {
            throw NetworkFaults.badRequest(
                    "Bad router request: Network " + network.id() + " is not an external network.");
        }
        if (network.subnets().isEmpty()) {
            throw NetworkFaults.badRequest(
                    "Bad router request: No subnet of external network " + network.id() + " has an address for it.");
        }
    }

    private Uni<Void> set(Tx tx, Router router, NetworkFacts network, GatewayWish wish) {
        boolean moves = !network.id().equals(router.gatewayNetworkId);
        UUID before = router.gatewayPortId;
        return (moves ? requireUnused(tx, router) : Uni.createFrom().voidItem())
                .chain(() -> nodes.hostOf(tx, router.id))
                .chain(host -> ports.make(
                        tx,
                        new DevicePorts.Wanted(
                                network.id(),
                                "",
                                router.id.toString(),
                                PortFacts.ROUTER_GATEWAY,
                                wish.fixedIps() == null || wish.fixedIps().isEmpty() ? null : wish.fixedIps(),
                                host)))
                .call(port -> requireApart(tx, router, port))
                .invoke(port -> router.hasGateway(network.id(), port.id(), port.fixedIps()))
                .call(() -> tx.session().update(router))
                .chain(() -> before == null ? Uni.createFrom().voidItem() : ports.delete(tx, List.of(before)));
    }

    private Uni<Void> requireApart(Tx tx, Router router, PortFacts port) {
        return legs.cidrsOf(tx, List.of(port.id()))
                .chain(own -> legs.of(tx, router.id)
                        .invoke(others -> {
                            for (RouterLegs.Leg gateway : own) {
                                others.stream()
                                        .filter(leg -> leg.owner().equals(PortFacts.ROUTER_INTERFACE))
                                        .filter(leg -> Cidr.parse(leg.cidr()).overlaps(Cidr.parse(gateway.cidr())))
                                        .findFirst()
                                        .ifPresent(leg -> {
                                            throw NetworkFaults.badRequest("Bad router request: Cidr " + gateway.cidr()
                                                    + " of subnet " + gateway.subnetId() + " overlaps with cidr "
                                                    + leg.cidr()
                                                    + " of subnet " + leg.subnetId() + ".");
                                        });
                            }
                        })
                        .replaceWithVoid());
    }

    private Uni<Void> clear(Tx tx, Router router) {
        UUID before = router.gatewayPortId;
        if (before == null) {
            return Uni.createFrom().voidItem();
        }
        return requireUnused(tx, router)
                .invoke(router::hasNoGateway)
                .chain(() -> tx.session().update(router))
                .chain(() -> ports.delete(tx, List.of(before)));
    }

    /** Floating addresses come in by the gateway. */
    Uni<Void> requireUnused(Tx tx, Router router) {
        if (router.gatewayNetworkId == null) {
            return Uni.createFrom().voidItem();
        }
        return tx.session()
                .createNativeQuery("select count(*) from floatingip where router_id = :router", Long.class)
                .setParameter("router", router.id)
                .getSingleResult()
                .invoke(count -> {
                    if (count > 0) {
                        throw NetworkFaults.conflict(
                                "RouterExternalGatewayInUseByFloatingIp",
                                "Gateway cannot be updated for router " + router.id
                                        + ", since a gateway to external network " + router.gatewayNetworkId
                                        + " is required by one or more floating IPs.");
                    }
                })
                .replaceWithVoid();
    }
}
