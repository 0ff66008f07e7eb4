package io.caelum.network.network;

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
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
public class Networks {

    private static final Listing<Network> LISTING = Listing.of(Network.class, NetworkFaults::networkNotFound)
            .flag("admin_state_up", "e.adminStateUp")
            .flag("shared", "e.shared")
            .flag("router:external", "e.external")
            .flag("port_security_enabled", "e.portSecurityEnabled")
            .number("mtu", "e.mtu")
            .text("provider:network_type", "e.networkType")
            .text("provider:physical_network", "e.physicalNetwork")
            .number("provider:segmentation_id", "e.segmentationId")
            .visibleTo(
                    NetworkPolicy.GET_NETWORK_PROVIDER,
                    "provider:network_type",
                    "provider:physical_network",
                    "provider:segmentation_id")
            .filter("status", Networks::status);

    Uni<List<Network>> list(Tx tx, RequestContext caller, ListRequest request) {
        return LISTING.list(tx, request, visible(caller));
    }

    Uni<Network> require(Tx tx, RequestContext caller, UUID id) {
        return find(tx, id)
                .onItem()
                .ifNull()
                .failWith(() -> NetworkFaults.networkNotFound(id))
                .invoke(network -> requireVisible(caller, network));
    }

    /** As {@link #require}; nobody else changes the network, its subnets or its existence until the transaction ends. */
    Uni<Network> requireLocked(Tx tx, RequestContext caller, UUID id) {
        return lock(tx, id).chain(() -> require(tx, caller, id));
    }

    Uni<List<Network>> withIds(Tx tx, List<UUID> ids) {
        return tx.session()
                .createSelectionQuery("from Network n where n.id in :ids order by n.id", Network.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /** The network, if the caller may see it. */
    public Uni<NetworkFacts> requireFacts(Tx tx, RequestContext caller, UUID id) {
        return require(tx, caller, id).map(Network::facts);
    }

    /** The network, if the caller may see it; its subnets do not change until the transaction ends. */
    public Uni<NetworkFacts> requireFactsLocked(Tx tx, RequestContext caller, UUID id) {
        return requireLocked(tx, caller, id).map(Network::facts);
    }

    /** Those of the networks that exist. */
    public Uni<List<NetworkFacts>> facts(Tx tx, Collection<UUID> ids) {
        return tx.session()
                .createSelectionQuery("from Network n where n.id in :ids", Network.class)
                .setParameter("ids", ids)
                .getResultList()
                .map(networks -> networks.stream().map(Network::facts).toList());
    }

    /** The networks on which a project's servers may have ports without being told: its own and the shared ones. */
    public Uni<List<NetworkFacts>> usableBy(Tx tx, String projectId) {
        return tx.session()
                .createSelectionQuery(
                        "from Network n where n.projectId = :project or n.shared = true order by n.id", Network.class)
                .setParameter("project", projectId)
                .getResultList()
                .map(networks -> networks.stream().map(Network::facts).toList());
    }

    /** A child of the network changed. */
    public Uni<Void> touch(Tx tx, UUID id, Instant now) {
        return tx.session()
                .createMutationQuery(
                        "update Network n set n.revision = n.revision + 1, n.updatedAt = :now where n.id = :id")
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Network> find(Tx tx, UUID id) {
        return tx.session().get(Network.class, id);
    }

    /** By itself, since a row that is read while its lock is waited for shows its children as they were before. */
    private static Uni<Void> lock(Tx tx, UUID id) {
        return tx.session()
                .createSelectionQuery("select n.id from Network n where n.id = :id", UUID.class)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .replaceWithVoid();
    }

    private static void requireVisible(RequestContext caller, Network network) {
        boolean visible =
                caller.isAdmin() || network.shared || network.external || network.projectId.equals(caller.projectId());
        if (!visible) {
            throw NetworkFaults.networkNotFound(network.id);
        }
    }

    private static Where visible(RequestContext caller) {
        var where = new Where();
        if (!caller.isAdmin()) {
            where.and("e.shared = true or e.external = true or e.projectId = "
                    + where.parameter(String.valueOf(caller.projectId())));
        }
        return where;
    }

    private static void status(Where where, List<String> values) {
        where.and(values.contains("ACTIVE") ? "1 = 1" : "1 = 0");
    }
}
