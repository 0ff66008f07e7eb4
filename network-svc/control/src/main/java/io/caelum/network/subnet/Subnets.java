package io.caelum.network.subnet;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.listing.Listing;
import io.caelum.network.listing.Where;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
public class Subnets {

    private static final Listing<Subnet> LISTING = Listing.of(Subnet.class, NetworkFaults::subnetNotFound)
            .uuid("network_id", "e.networkId")
            .number("ip_version", "e.ipVersion")
            .text("cidr", "e.cidr")
            .text("gateway_ip", "coalesce(e.gatewayIp, '')")
            .flag("enable_dhcp", "e.enableDhcp")
            .text("ipv6_ra_mode", "coalesce(e.ipv6RaMode, '')")
            .text("ipv6_address_mode", "coalesce(e.ipv6AddressMode, '')")
            .filter("subnetpool_id", (where, values) -> where.and("1 = 0"));

    Uni<List<Subnet>> list(Tx tx, RequestContext caller, ListRequest request) {
        return LISTING.list(tx, request, visible(caller));
    }

    Uni<Subnet> require(Tx tx, RequestContext caller, UUID id) {
        Where where = visible(caller);
        where.and("e.id = " + where.parameter(id));
        return LISTING.one(tx, where).onItem().ifNull().failWith(() -> NetworkFaults.subnetNotFound(id));
    }

    /** As {@link #require}; until the transaction ends nobody changes it or takes an address of it. */
    Uni<Subnet> requireLocked(Tx tx, RequestContext caller, UUID id) {
        return tx.session()
                .createSelectionQuery("select s.id from Subnet s where s.id = :id", UUID.class)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .chain(() -> require(tx, caller, id));
    }

    /** The subnet, if the caller may see it. */
    public Uni<SubnetFacts> requireFacts(Tx tx, RequestContext caller, UUID id) {
        return require(tx, caller, id).map(Subnet::facts);
    }

    /** The subnets of networks, oldest first. */
    public Uni<List<SubnetFacts>> ofNetworks(Tx tx, Collection<UUID> networkIds) {
        return rows(tx, networkIds)
                .map(subnets -> subnets.stream().map(Subnet::facts).toList());
    }

    Uni<List<Subnet>> rows(Tx tx, Collection<UUID> networkIds) {
        return tx.session()
                .createSelectionQuery(
                        "from Subnet s where s.networkId in :networks order by s.createdAt, s.id", Subnet.class)
                .setParameter("networks", networkIds)
                .getResultList();
    }

    /** One's own subnets, and those of networks that one has or shares. */
    private static Where visible(RequestContext caller) {
        var where = new Where();
        if (!caller.isAdmin()) {
            String me = where.parameter(String.valueOf(caller.projectId()));
            where.and("e.projectId = " + me
                    + " or e.networkId in (select n.id from Network n where n.shared = true or n.projectId = " + me
                    + ")");
        }
        return where;
    }
}
