package io.caelum.network.floatingip;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.listing.Listing;
import io.caelum.network.listing.Where;
import io.caelum.network.port.DevicePorts;
import io.caelum.network.port.PortFacts;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

@ApplicationScoped
class FloatingIps {

    private static final Listing<FloatingIp> LISTING = Listing.of(FloatingIp.class, NetworkFaults::floatingIpNotFound)
            .without("name")
            .uuid("floating_network_id", "e.floatingNetworkId")
            .text("floating_ip_address", "e.floatingIpAddress")
            .uuid("port_id", "e.fixedPortId")
            .text("fixed_ip_address", "coalesce(e.fixedIpAddress, '')")
            .uuid("router_id", "e.routerId")
            .text("status", "e.status");

    @Inject
    DevicePorts ports;

    Uni<List<FloatingIp>> list(Tx tx, RequestContext caller, ListRequest request) {
        return LISTING.list(tx, request, visible(caller));
    }

    Uni<FloatingIp> require(Tx tx, RequestContext caller, UUID id) {
        Where where = visible(caller);
        where.and("e.id = " + where.parameter(id));
        return LISTING.one(tx, where).onItem().ifNull().failWith(() -> NetworkFaults.floatingIpNotFound(id));
    }

    Uni<FloatingIp> requireLocked(Tx tx, RequestContext caller, UUID id) {
        return tx.session()
                .createSelectionQuery("select f.id from FloatingIp f where f.id = :id", UUID.class)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .chain(() -> require(tx, caller, id));
    }

    /** Of all external networks. */
    Uni<List<FloatingIp>> withAddress(Tx tx, RequestContext caller, String address) {
        return tx.session()
                .createSelectionQuery(
                        "from FloatingIp f where f.floatingIpAddress = :address"
                                + " and (f.projectId = :project or :all = true) order by f.id",
                        FloatingIp.class)
                .setParameter("address", address)
                .setParameter("project", String.valueOf(caller.projectId()))
                .setParameter("all", caller.isAdmin())
                .getResultList();
    }

    Uni<List<PortForwarding>> forwardings(Tx tx, Collection<UUID> floatingIps) {
        return tx.session()
                .createSelectionQuery(
                        "from PortForwarding w where w.floatingipId in :ids order by w.createdAt, w.id",
                        PortForwarding.class)
                .setParameter("ids", floatingIps)
                .getResultList();
    }

    /** With what the views show beside the rows, in two queries for all. */
    Uni<List<FloatingIpView>> views(Tx tx, List<FloatingIp> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<UUID> portIds = rows.stream()
                .map(row -> row.fixedPortId)
                .filter(Objects::nonNull)
                .toList();
        return ports.facts(tx, portIds)
                .chain(found -> forwardings(tx, rows.stream().map(row -> row.id).toList())
                        .map(forwardings -> {
                            Map<UUID, PortFacts> byId =
                                    found.stream().collect(Collectors.toMap(PortFacts::id, Function.identity()));
                            Map<UUID, List<PortForwarding>> byAddress =
                                    forwardings.stream().collect(Collectors.groupingBy(one -> one.floatingipId));
                            return rows.stream()
                                    .map(row -> FloatingIpView.of(
                                            row,
                                            row.fixedPortId == null ? null : byId.get(row.fixedPortId),
                                            byAddress.getOrDefault(row.id, List.of())))
                                    .toList();
                        }));
    }

    Uni<FloatingIpView> view(Tx tx, FloatingIp row) {
        return views(tx, List.of(row)).map(List::getFirst);
    }

    private static Where visible(RequestContext caller) {
        var where = new Where();
        if (!caller.isAdmin()) {
            where.and("e.projectId = " + where.parameter(String.valueOf(caller.projectId())));
        }
        return where;
    }
}
