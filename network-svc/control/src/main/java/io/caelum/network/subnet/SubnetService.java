package io.caelum.network.subnet;

import io.caelum.network.address.Cidr;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.network.Networks;
import io.caelum.network.node.NodeKind;
import io.caelum.network.node.Plans;
import io.caelum.network.notice.Notices;
import io.caelum.network.policy.NetworkPolicy;
import io.caelum.network.policy.Ownership;
import io.caelum.network.quota.NetworkQuota;
import io.caelum.network.quota.Quotas;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SubnetService {

    @Inject
    Db db;

    @Inject
    Subnets subnets;

    @Inject
    Networks networks;

    @Inject
    Quotas quotas;

    @Inject
    Plans plans;

    @Inject
    Notices notices;

    @Inject
    Clock clock;

    Uni<List<SubnetView>> list(RequestContext caller, ListRequest request) {
        return db.read(tx -> subnets.list(tx, caller, request))
                .map(rows -> rows.stream().map(SubnetView::of).toList());
    }

    Uni<SubnetView> show(RequestContext caller, UUID id) {
        return db.read(tx -> subnets.require(tx, caller, id)).map(SubnetView::of);
    }

    Uni<List<SubnetView>> create(RequestContext caller, List<CreateSubnet> wanted) {
        List<String> projects = wanted.stream()
                .map(subnet -> Ownership.projectFor(caller, subnet.projectId()))
                .toList();
        return db.withTransaction(tx -> Multi.createFrom()
                        .items(wanted.stream())
                        .onItem()
                        .transformToUniAndConcatenate(subnet -> create(tx, caller, subnet))
                        .collect()
                        .asList()
                        .call(() -> quotas.require(tx, NetworkQuota.SUBNET, projects)))
                .map(rows -> rows.stream().map(SubnetView::of).toList());
    }

    /** The lock on the network makes "does it overlap?" and "insert" one step. */
    private Uni<Subnet> create(Tx tx, RequestContext caller, CreateSubnet wanted) {
        var subnet = Subnet.requested(
                UUID.randomUUID(), Ownership.projectFor(caller, wanted.projectId()), wanted, clock.instant());
        return networks.requireFactsLocked(tx, caller, wanted.networkId())
                .invoke(network -> Ownership.require(caller, network.projectId(), NetworkPolicy.CREATE_SUBNET))
                .chain(() -> requireApart(tx, wanted))
                .chain(() -> tx.session().insert(subnet))
                .chain(() -> networks.touch(tx, wanted.networkId(), clock.instant()))
                .invoke(() -> plans.changedAfter(tx, NodeKind.DHCP, wanted.networkId()))
                .chain(() -> notices.created(tx, "subnet", subnet.id, wanted.asked(), SubnetView.of(subnet)))
                .replaceWith(subnet);
    }

    private Uni<Void> requireApart(Tx tx, CreateSubnet wanted) {
        return subnets.rows(tx, List.of(wanted.networkId()))
                .invoke(rows -> rows.stream()
                        .filter(other -> Cidr.parse(other.cidr).overlaps(wanted.cidr()))
                        .findFirst()
                        .ifPresent(other -> {
                            throw NetworkFaults.invalidInput("Requested subnet with cidr: " + wanted.cidr()
                                    + " for network: " + wanted.networkId() + " overlaps with another subnet, "
                                    + other.cidr);
                        }))
                .replaceWithVoid();
    }

    Uni<SubnetView> update(RequestContext caller, UUID id, UpdateSubnet wanted, @Nullable Integer revision) {
        return db.withTransaction(tx -> subnets.requireLocked(tx, caller, id)
                        .invoke(subnet -> Ownership.require(caller, subnet.projectId, NetworkPolicy.UPDATE_SUBNET))
                        .invoke(subnet -> subnet.requireRevision(revision))
                        .call(subnet -> requireGatewayFree(tx, subnet, wanted))
                        .invoke(subnet -> apply(wanted, subnet))
                        .call(subnet -> tx.session().update(subnet))
                        .call(subnet -> networks.touch(tx, subnet.networkId, clock.instant()))
                        .invoke(subnet -> tell(tx, subnet))
                        .call(subnet -> notices.updated(tx, "subnet", id, wanted.asked(), SubnetView.of(subnet))))
                .map(SubnetView::of);
    }

    /** Who serves the network's addresses, and the routers that have legs in the subnet. */
    private void tell(Tx tx, Subnet subnet) {
        plans.changedAfter(tx, NodeKind.DHCP, subnet.networkId);
        tx.ahead(
                "update hosting set due_at = now() where cast(resource_id as text) in (select p.device_id from port p"
                        + " where p.network_id = $1"
                        + " and p.device_owner in ('network:router_interface', 'network:router_gateway'))",
                subnet.networkId);
    }

    /** The gateway stays while a router has its address. */
    private static Uni<Void> requireGatewayFree(Tx tx, Subnet subnet, UpdateSubnet wanted) {
        String before = subnet.gatewayIp;
        if (wanted.gateway() == null
                || before == null
                || wanted.gateway().map(Object::toString).filter(before::equals).isPresent()) {
            return Uni.createFrom().voidItem();
        }
        return tx.session()
                .createNativeQuery(
                        "select p.id from port p join port_address a on a.port_id = p.id where a.subnet_id = :subnet"
                                + " and a.ip_address = :gateway and p.device_owner = 'network:router_interface'",
                        UUID.class)
                .setParameter("subnet", subnet.id)
                .setParameter("gateway", before)
                .getResultList()
                .invoke(ports -> {
                    if (!ports.isEmpty()) {
                        throw NetworkFaults.conflict(
                                "GatewayIpInUse",
                                "Current gateway ip " + before + " already in use by port " + ports.getFirst()
                                        + ". Unable to update.");
                    }
                })
                .replaceWithVoid();
    }

    private void apply(UpdateSubnet wanted, Subnet subnet) {
        subnet.name = or(wanted.name(), subnet.name);
        subnet.description = or(wanted.description(), subnet.description);
        subnet.enableDhcp = or(wanted.enableDhcp(), subnet.enableDhcp);
        subnet.hostRoutes = or(wanted.hostRoutes(), subnet.hostRoutes);
        if (wanted.dnsNameservers() != null) {
            subnet.dnsNameservers = wanted.dnsNameservers().toArray(String[]::new);
        }
        SubnetPlan before = subnet.plan();
        var plan = new SubnetPlan(
                        before.cidr(), or(wanted.gateway(), before.gateway()), or(wanted.pools(), before.pools()))
                .checked();
        new Ipv6Modes(subnet.ipv6RaMode, subnet.ipv6AddressMode).checked(plan.cidr(), subnet.enableDhcp);
        subnet.gatewayIp = plan.gateway().map(Object::toString).orElse(null);
        subnet.allocationPools = plan.pools().stream().map(Subnet.Pool::of).toList();
        subnet.changed(clock.instant());
    }

    Uni<Void> delete(RequestContext caller, UUID id, @Nullable Integer revision) {
        return db.withTransaction(tx -> subnets.requireLocked(tx, caller, id)
                .invoke(subnet -> Ownership.require(caller, subnet.projectId, NetworkPolicy.DELETE_SUBNET))
                .invoke(subnet -> subnet.requireRevision(revision))
                .call(subnet -> releaseAddresses(tx, subnet))
                .call(subnet -> tx.delete(Subnet.class, id))
                .call(subnet -> networks.touch(tx, subnet.networkId, clock.instant()))
                .invoke(subnet -> tell(tx, subnet))
                .chain(subnet -> notices.deleted(tx, "subnet", id, SubnetView.of(subnet))));
    }

    /** Addresses that guests gave themselves, and those of DHCP, go along; others keep the subnet. */
    private static Uni<Void> releaseAddresses(Tx tx, Subnet subnet) {
        return tx.session()
                .createNativeQuery("""
                        delete from port_address a using port p
                        where a.subnet_id = :subnet and p.id = a.port_id
                            and (:automatic and p.device_owner not like 'network:router%'
                                or p.device_owner = 'network:dhcp')
                        """)
                .setParameter("subnet", subnet.id)
                .setParameter("automatic", subnet.facts().automatic())
                .executeUpdate()
                .chain(() -> tx.session()
                        .createNativeQuery("select count(*) from port_address where subnet_id = :subnet", Long.class)
                        .setParameter("subnet", subnet.id)
                        .getSingleResult())
                .invoke(count -> {
                    if (count > 0) {
                        throw NetworkFaults.conflict(
                                "SubnetInUse",
                                "Unable to complete operation on subnet " + subnet.id
                                        + ": One or more ports have an IP allocation from this subnet.");
                    }
                })
                .replaceWithVoid();
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
