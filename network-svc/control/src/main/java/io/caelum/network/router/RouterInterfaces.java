package io.caelum.network.router;

import io.caelum.network.address.Cidr;
import io.caelum.network.address.Ip;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.node.NodeHosting;
import io.caelum.network.node.NodeKind;
import io.caelum.network.node.Plans;
import io.caelum.network.notice.Notices;
import io.caelum.network.policy.NetworkPolicy;
import io.caelum.network.policy.Ownership;
import io.caelum.network.port.DevicePorts;
import io.caelum.network.port.PortAddress;
import io.caelum.network.port.PortFacts;
import io.caelum.network.port.WantedAddress;
import io.caelum.network.router.RouterLegs.Leg;
import io.caelum.network.subnet.SubnetFacts;
import io.caelum.network.subnet.Subnets;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The legs of a router on networks of a project. */
@ApplicationScoped
class RouterInterfaces {

    @Inject
    Routers routers;

    @Inject
    RouterLegs legs;

    @Inject
    Subnets subnets;

    @Inject
    DevicePorts ports;

    @Inject
    NodeHosting nodes;

    @Inject
    Plans plans;

    @Inject
    Notices notices;

    @Inject
    Clock clock;

    Uni<InterfaceView> add(RequestContext caller, UUID routerId, InterfaceWish wish) {
        return ports.making(tx -> routers.requireLocked(tx, caller, routerId)
                .chain(router -> (wish.portId() == null
                                ? addSubnet(tx, caller, router, Objects.requireNonNull(wish.subnetId()))
                                : addPort(tx, caller, router, wish.portId()))
                        .chain(port -> changed(tx, router, port, "create"))));
    }

    private Uni<PortFacts> addSubnet(Tx tx, RequestContext caller, Router router, UUID subnetId) {
        return subnets.requireFacts(tx, caller, subnetId)
                .call(subnet -> requireApart(tx, router, List.of(subnet)))
                .chain(subnet -> nodes.hostOf(tx, router.id)
                        .chain(host -> ports.make(
                                tx,
                                new DevicePorts.Wanted(
                                        subnet.networkId(),
                                        router.projectId,
                                        router.id.toString(),
                                        PortFacts.ROUTER_INTERFACE,
                                        List.of(new WantedAddress(
                                                Optional.of(subnet.id()), Optional.of(requireGateway(subnet)))),
                                        host))));
    }

    private static Ip requireGateway(SubnetFacts subnet) {
        return subnet.gateway()
                .orElseThrow(() -> NetworkFaults.badRequest(
                        "Bad router request: Subnet for router interface must have a gateway IP."));
    }

    private Uni<PortFacts> addPort(Tx tx, RequestContext caller, Router router, UUID portId) {
        return ports.requireLocked(tx, caller, portId)
                .invoke(port -> Ownership.require(caller, port.projectId(), NetworkPolicy.ADD_ROUTER_INTERFACE))
                .invoke(RouterInterfaces::requireFree)
                .call(port -> subnets.ofNetworks(tx, List.of(port.networkId()))
                        .map(known -> known.stream()
                                .filter(subnet -> port.fixedIps().stream()
                                        .anyMatch(ip -> ip.subnetId().equals(subnet.id())))
                                .toList())
                        .invoke(RouterInterfaces::requireOneIpv4)
                        .call(known -> requireApart(tx, router, known)))
                .chain(port -> nodes.hostOf(tx, router.id)
                        .chain(host ->
                                ports.give(tx, port.id(), router.id.toString(), PortFacts.ROUTER_INTERFACE, host)));
    }

    private static void requireFree(PortFacts port) {
        if (!port.deviceId().isEmpty()) {
            throw NetworkFaults.conflict(
                    "PortInUse",
                    "Unable to complete operation on port " + port.id() + " for network " + port.networkId()
                            + ". Port already has an attached device " + port.deviceId() + ".");
        }
        if (port.fixedIps().isEmpty()) {
            throw NetworkFaults.badRequest("Bad router request: Router port must have at least one fixed IP.");
        }
    }

    private static void requireOneIpv4(List<SubnetFacts> known) {
        if (known.stream().filter(subnet -> subnet.cidr().version() == 4).count() > 1) {
            throw NetworkFaults.badRequest("Bad router request: Cannot have multiple IPv4 subnets on router port.");
        }
    }

    private Uni<Void> requireApart(Tx tx, Router router, List<SubnetFacts> wanted) {
        return legs.of(tx, router.id)
                .invoke(present -> wanted.forEach(subnet -> present.forEach(leg -> requireApart(subnet, leg))))
                .replaceWithVoid();
    }

    private static void requireApart(SubnetFacts subnet, Leg leg) {
        if (leg.subnetId().equals(subnet.id())) {
            throw NetworkFaults.badRequest(
                    "Bad router request: Router already has a port on subnet " + subnet.id() + ".");
        }
        if (Cidr.parse(leg.cidr()).overlaps(subnet.cidr())) {
            throw NetworkFaults.badRequest("Bad router request: Cidr " + subnet.cidr() + " of subnet " + subnet.id()
                    + " overlaps with cidr " + leg.cidr() + " of subnet " + leg.subnetId() + ".");
        }
    }

    Uni<InterfaceView> remove(RequestContext caller, UUID routerId, InterfaceWish wish) {
        return ports.making(tx -> routers.requireLocked(tx, caller, routerId)
                .chain(router -> ports.ofDevice(tx, router.id.toString(), List.of(PortFacts.ROUTER_INTERFACE))
                        .map(found -> pick(router, found, wish))
                        .call(port -> requireUnused(tx, router, port))
                        .chain(port -> ports.delete(tx, List.of(port.id()))
                                .chain(() -> changed(tx, router, port, "delete")))));
    }

    private static PortFacts pick(Router router, List<PortFacts> found, InterfaceWish wish) {
        UUID portId = wish.portId();
        UUID subnetId = wish.subnetId();
        if (portId == null) {
            return found.stream()
                    .filter(port -> isOn(port, subnetId))
                    .findFirst()
                    .orElseThrow(() -> NetworkFaults.notFound(
                            "RouterInterfaceNotFoundForSubnet",
                            "Router " + router.id + " has no interface on subnet " + subnetId));
        }
        PortFacts port = found.stream()
                .filter(one -> one.id().equals(portId))
                .findFirst()
                .orElseThrow(() -> NetworkFaults.notFound(
                        "RouterInterfaceNotFound",
                        "Router " + router.id + " does not have an interface with id " + portId));
        if (subnetId != null && !isOn(port, subnetId)) {
            throw NetworkFaults.conflict(
                    "SubnetMismatchForPort",
                    "Subnet on port " + portId + " does not match the requested subnet " + subnetId + ".");
        }
        return port;
    }

    private static boolean isOn(PortFacts port, @Nullable UUID subnetId) {
        return port.fixedIps().stream().anyMatch(ip -> ip.subnetId().equals(subnetId));
    }

    /** What goes through the interface: floating addresses, forwardings and routes. */
    private Uni<Void> requireUnused(Tx tx, Router router, PortFacts port) {
        return tx.session()
                .createNativeQuery("""
                        select count(*) from port_address a where a.subnet_id in :subnets and (
                            exists (select 1 from floatingip f where f.router_id = :router
                                and f.fixed_port_id = a.port_id and f.fixed_ip_address = a.ip_address)
                            or exists (select 1 from port_forwarding w join floatingip f on f.id = w.floatingip_id
                                where f.router_id = :router
                                and w.internal_port_id = a.port_id and w.internal_ip_address = a.ip_address))
                        """, Long.class)
                .setParameter(
                        "subnets",
                        port.fixedIps().stream().map(PortAddress::subnetId).toList())
                .setParameter("router", router.id)
                .getSingleResult()
                .invoke(count -> {
                    if (count > 0) {
                        throw inUse("RouterInterfaceInUseByFloatingIP", router, port, "floating IPs");
                    }
                })
                .chain(() -> legs.of(tx, router.id))
                .invoke(all -> all.stream()
                        .filter(leg -> leg.portId().equals(port.id()))
                        .filter(leg -> router.routes.stream()
                                .anyMatch(route -> Cidr.parse(leg.cidr()).contains(Ip.parse(route.nexthop()))))
                        .findFirst()
                        .ifPresent(leg -> {
                            throw inUse("RouterInterfaceInUseByRoute", router, port, "routes");
                        }))
                .replaceWithVoid();
    }

    private static Fault inUse(String type, Router router, PortFacts port, String by) {
        return NetworkFaults.conflict(
                type,
                "Router interface for subnet " + port.fixedIps().getFirst().subnetId() + " on router " + router.id
                        + " cannot be deleted, as it is required by one or more " + by + ".");
    }

    private Uni<InterfaceView> changed(Tx tx, Router router, PortFacts port, String event) {
        router.changed(clock.instant());
        plans.changedAfter(tx, NodeKind.ROUTER, router.id);
        plans.changedAfter(tx, NodeKind.DHCP, port.networkId());
        var view = InterfaceView.of(router, port);
        return tx.session()
                .update(router)
                .chain(() -> notices.told(tx, "router.interface." + event, router.id, Map.of("router_interface", view)))
                .replaceWith(view);
    }
}
