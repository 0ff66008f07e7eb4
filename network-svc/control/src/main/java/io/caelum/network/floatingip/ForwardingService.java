package io.caelum.network.floatingip;

import io.caelum.network.address.Ip;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.node.NodeKind;
import io.caelum.network.node.Plans;
import io.caelum.network.notice.Notices;
import io.caelum.network.request.Attributes;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Forwardings of single ports; the lock on the floating address makes "is it free?" and "take it" one step. */
@ApplicationScoped
class ForwardingService {

    @Inject
    Db db;

    @Inject
    FloatingIps floatingIps;

    @Inject
    Targets targets;

    @Inject
    Plans plans;

    @Inject
    Notices notices;

    @Inject
    Clock clock;

    Uni<List<ForwardingView>> list(RequestContext caller, UUID floatingIp) {
        return db.read(tx -> floatingIps
                .require(tx, caller, floatingIp)
                .chain(() -> floatingIps.forwardings(tx, List.of(floatingIp)))
                .map(rows -> rows.stream().map(ForwardingView::of).toList()));
    }

    Uni<ForwardingView> show(RequestContext caller, UUID floatingIp, UUID id) {
        return db.read(tx -> floatingIps.require(tx, caller, floatingIp).chain(() -> row(tx, floatingIp, id)))
                .map(ForwardingView::of);
    }

    Uni<ForwardingView> create(RequestContext caller, UUID floatingIp, ForwardingWish wish) {
        var row = new PortForwarding();
        row.id = UUID.randomUUID();
        row.floatingipId = floatingIp;
        row.internalPortId = Attributes.required("internal_port_id", wish.portId());
        row.internalIpAddress = "";
        row.protocol = Attributes.required("protocol", wish.protocol());
        row.description = "";
        row.createdAt = clock.instant();
        Attributes.required("external_port", wish.external());
        Attributes.required("internal_port", wish.internal());
        return db.withTransaction(tx -> floatingIps
                        .requireLocked(tx, caller, floatingIp)
                        .invoke(ForwardingService::requireFree)
                        .chain(floating -> settle(tx, caller, floating, row, wish)
                                .chain(() -> tx.session().insert(row))
                                .chain(() -> changed(tx, floating, row, "create"))))
                .map(ForwardingView::of);
    }

    private static void requireFree(FloatingIp floating) {
        if (floating.fixedPortId != null) {
            throw NetworkFaults.conflict(
                    "FloatingIPInUse",
                    "Floating IP " + floating.id + " is associated with port " + floating.fixedPortId
                            + ": it cannot have port forwardings.");
        }
    }

    Uni<ForwardingView> update(RequestContext caller, UUID floatingIp, UUID id, ForwardingWish wish) {
        return db.withTransaction(tx -> floatingIps
                        .requireLocked(tx, caller, floatingIp)
                        .chain(floating -> row(tx, floatingIp, id)
                                .call(row -> settle(tx, caller, floating, row, wish))
                                .call(row -> tx.session().update(row))
                                .chain(row -> changed(tx, floating, row, "update"))))
                .map(ForwardingView::of);
    }

    Uni<Void> delete(RequestContext caller, UUID floatingIp, UUID id) {
        return db.withTransaction(tx -> floatingIps
                        .requireLocked(tx, caller, floatingIp)
                        .chain(floating -> row(tx, floatingIp, id)
                                .call(() -> tx.delete(PortForwarding.class, id))
                                .chain(row -> changed(tx, floating, row, "delete"))))
                .replaceWithVoid();
    }

    /** Puts the wish into the row, and the router into the floating address. */
    private Uni<Void> settle(
            Tx tx, RequestContext caller, FloatingIp floating, PortForwarding row, ForwardingWish wish) {
        UUID port = wish.portId() == null ? row.internalPortId : wish.portId();
        Optional<Ip> ip = Optional.ofNullable(wish.ip())
                .or(() -> wish.portId() == null && !row.internalIpAddress.isEmpty()
                        ? Optional.of(Ip.parse(row.internalIpAddress))
                        : Optional.empty());
        row.protocol = or(wish.protocol(), row.protocol);
        row.description = or(wish.description(), row.description);
        apply(row, wish);
        return targets.find(tx, caller, floating.projectId, floating.floatingNetworkId, port, ip)
                .invoke(target -> requireSameRouter(floating, target))
                .invoke(target -> {
                    row.internalPortId = target.portId();
                    row.internalIpAddress = target.ip();
                    floating.routerId = target.routerId();
                    floating.status = FloatingIp.ACTIVE;
                })
                .chain(() -> floatingIps.forwardings(tx, List.of(floating.id)))
                .invoke(others -> requireApart(row, others))
                .replaceWithVoid();
    }

    private static void apply(PortForwarding row, ForwardingWish wish) {
        if (wish.external() != null) {
            row.externalPortFirst = wish.external().first();
            row.externalPortLast = wish.external().last();
        }
        if (wish.internal() != null) {
            row.internalPortFirst = wish.internal().first();
            row.internalPortLast = wish.internal().last();
        }
        if (row.externalPortLast - row.externalPortFirst != row.internalPortLast - row.internalPortFirst) {
            throw NetworkFaults.badRequest(
                    "InvalidInput",
                    "Invalid input for internal_port_range. Reason: there have to be as many internal ports as external ones.");
        }
    }

    private static void requireSameRouter(FloatingIp floating, Target target) {
        if (floating.routerId != null && !floating.routerId.equals(target.routerId())) {
            throw NetworkFaults.badRequest(
                    "Bad port_forwarding request: The floating IP " + floating.id + " is in use on router "
                            + floating.routerId + ", the port is behind router " + target.routerId() + ".");
        }
    }

    private static void requireApart(PortForwarding row, List<PortForwarding> others) {
        others.stream()
                .filter(other -> !other.id.equals(row.id) && other.meets(row))
                .findFirst()
                .ifPresent(other -> {
                    throw NetworkFaults.badRequest("Bad port_forwarding request: A duplicate port forwarding entry with"
                            + " same attributes already exists, conflicting values are external_port_range "
                            + other.externalPortFirst + ":" + other.externalPortLast + " of protocol " + other.protocol
                            + ".");
                });
    }

    private Uni<PortForwarding> changed(Tx tx, FloatingIp floating, PortForwarding row, String what) {
        floating.router().ifPresent(router -> plans.changedAfter(tx, NodeKind.ROUTER, router));
        floating.changed(clock.instant());
        return floatingIps
                .forwardings(tx, List.of(floating.id))
                .invoke(left -> {
                    if (left.isEmpty() && floating.fixedPortId == null) {
                        floating.isFree();
                    }
                })
                .chain(() -> tx.session().update(floating))
                .chain(() -> notices.told(
                        tx,
                        "port_forwarding." + what + ".end",
                        row.id,
                        Map.of("port_forwarding", ForwardingView.of(row))))
                .replaceWith(row);
    }

    private static Uni<PortForwarding> row(Tx tx, UUID floatingIp, UUID id) {
        return tx.session()
                .createSelectionQuery(
                        "from PortForwarding w where w.id = :id and w.floatingipId = :floating", PortForwarding.class)
                .setParameter("id", id)
                .setParameter("floating", floatingIp)
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> NetworkFaults.forwardingNotFound(id));
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
