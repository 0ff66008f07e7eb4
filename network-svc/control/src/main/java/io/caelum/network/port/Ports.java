package io.caelum.network.port;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.listing.Listing;
import io.caelum.network.listing.Where;
import io.caelum.network.policy.NetworkPolicy;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class Ports {

    private static final Listing<Port> LISTING = Listing.of(Port.class, NetworkFaults::portNotFound)
            .uuid("network_id", "e.networkId")
            .text("mac_address", "e.macAddress")
            .flag("admin_state_up", "e.adminStateUp")
            .text("device_id", "e.deviceId")
            .text("device_owner", "e.deviceOwner")
            .flag("port_security_enabled", "e.portSecurityEnabled")
            .text("binding:host_id", "e.bindingHost")
            .text("binding:vif_type", "e.vifType")
            .text("binding:vnic_type", "e.vnicType")
            .filter("status", PortFilters::status)
            .filter("fixed_ips", PortFilters::fixedIps)
            .filter("security_groups", PortFilters::securityGroups)
            .visibleTo(NetworkPolicy.GET_PORT_BINDING, "binding:host_id", "binding:vif_type");

    Uni<List<Port>> list(Tx tx, RequestContext caller, ListRequest request) {
        return LISTING.list(tx, request, visible(caller));
    }

    Uni<Port> require(Tx tx, RequestContext caller, UUID id) {
        Where where = visible(caller);
        where.and("e.id = " + where.parameter(id));
        return LISTING.one(tx, where).onItem().ifNull().failWith(() -> NetworkFaults.portNotFound(id));
    }

    /** As {@link #require}; nobody else changes the port until the transaction ends. */
    Uni<Port> requireLocked(Tx tx, RequestContext caller, UUID id) {
        return lock(tx, List.of(id)).chain(() -> require(tx, caller, id));
    }

    /** Those of the ports that exist, locked. */
    Uni<List<Port>> locked(Tx tx, Collection<UUID> ids) {
        return lock(tx, ids)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : tx.session()
                                .createSelectionQuery("from Port p where p.id in :ids", Port.class)
                                .setParameter("ids", found)
                                .getResultList());
    }

    /** All ports of a server, the oldest first. */
    Uni<List<Port>> ofServer(Tx tx, UUID serverId) {
        return tx.session()
                .createSelectionQuery(
                        "from Port p where p.deviceId = :server and p.deviceOwner like 'compute:%'"
                                + " order by p.createdAt, p.id",
                        Port.class)
                .setParameter("server", serverId.toString())
                .getResultList();
    }

    /** All ports of a server, locked. */
    Uni<List<Port>> lockedOfServer(Tx tx, UUID serverId) {
        return tx.session()
                .createSelectionQuery(
                        "select p.id from Port p where p.deviceId = :server and p.deviceOwner like 'compute:%'"
                                + " order by p.id",
                        UUID.class)
                .setParameter("server", serverId.toString())
                .getResultList()
                .chain(ids -> locked(tx, ids));
    }

    Uni<List<Port>> withIds(Tx tx, Collection<UUID> ids) {
        return tx.session()
                .createSelectionQuery("from Port p where p.id in :ids", Port.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /** In the order of ids, so that two that lock several cannot wait for each other. */
    private static Uni<List<UUID>> lock(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : tx.session()
                        .createSelectionQuery("select p.id from Port p where p.id in :ids order by p.id", UUID.class)
                        .setParameter("ids", ids)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList();
    }

    /** One's own ports, and those of others on one's own networks. */
    private static Where visible(RequestContext caller) {
        var where = new Where();
        if (!caller.isAdmin()) {
            String me = where.parameter(String.valueOf(caller.projectId()));
            where.and("e.projectId = " + me + " or e.networkId in (select n.id from Network n where n.projectId = " + me
                    + ")");
        }
        return where;
    }
}
