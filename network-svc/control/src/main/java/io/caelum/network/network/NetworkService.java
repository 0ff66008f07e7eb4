package io.caelum.network.network;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.node.NodeHosting;
import io.caelum.network.node.NodeKind;
import io.caelum.network.node.Plans;
import io.caelum.network.notice.Notices;
import io.caelum.network.policy.NetworkPolicy;
import io.caelum.network.policy.Ownership;
import io.caelum.network.qos.QosPolicies;
import io.caelum.network.quota.NetworkQuota;
import io.caelum.network.quota.Quotas;
import io.caelum.network.segment.NetworkType;
import io.caelum.network.segment.NetworkTypes;
import io.caelum.network.segment.Segments;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class NetworkService {

    /** Every IPv4 host must take packets of this size (RFC 791). */
    private static final int MIN_MTU = 68;

    @Inject
    Db db;

    @Inject
    Networks networks;

    @Inject
    Segments segments;

    @Inject
    NetworkTypes types;

    @Inject
    Quotas quotas;

    @Inject
    QosPolicies policies;

    @Inject
    Plans plans;

    @Inject
    NodeHosting nodes;

    @Inject
    Notices notices;

    @Inject
    Clock clock;

    Uni<List<NetworkView>> list(RequestContext caller, ListRequest request) {
        return db.read(tx -> networks.list(tx, caller, request))
                .map(rows -> rows.stream().map(row -> view(caller, row)).toList());
    }

    Uni<NetworkView> show(RequestContext caller, UUID id) {
        return db.read(tx -> networks.require(tx, caller, id)).map(network -> view(caller, network));
    }

    Uni<List<NetworkView>> create(RequestContext caller, List<CreateNetwork> wanted) {
        wanted.forEach(NetworkService::checkMayCreate);
        List<String> projects = wanted.stream()
                .map(network -> Ownership.projectFor(caller, network.projectId()))
                .toList();
        return db.withTransaction(tx -> Multi.createFrom()
                        .items(wanted.stream())
                        .onItem()
                        .transformToUniAndConcatenate(network -> create(tx, caller, network))
                        .collect()
                        .asList()
                        .call(() -> quotas.require(tx, NetworkQuota.NETWORK, projects)))
                .map(rows -> rows.stream().map(row -> view(caller, row)).toList());
    }

    private Uni<Network> create(Tx tx, RequestContext caller, CreateNetwork wanted) {
        UUID id = UUID.randomUUID();
        String project = Ownership.projectFor(caller, wanted.projectId());
        return policies.requireUsable(tx, caller, wanted.qosPolicyId())
                .chain(() -> segments.allocate(tx, id, wanted.provider()))
                .map(segment -> Network.requested(
                        id, project, wanted, segment, mtu(wanted.mtu(), segment.type()), clock.instant()))
                .call(network -> tx.session().insert(network))
                .call(network -> notices.created(tx, "network", id, wanted.asked(), NetworkView.of(network, true)));
    }

    Uni<NetworkView> update(RequestContext caller, UUID id, UpdateNetwork wanted, @Nullable Integer revision) {
        checkMayChange(wanted);
        return db.withTransaction(tx -> networks.requireLocked(tx, caller, id)
                        .invoke(network -> Ownership.require(caller, network.projectId, NetworkPolicy.UPDATE_NETWORK))
                        .invoke(network -> network.requireRevision(revision))
                        .call(network -> requireUnshareable(tx, network, wanted))
                        .call(network -> requireNoOutside(tx, network, wanted))
                        .call(() -> policies.requireUsable(tx, caller, wanted.qosPolicyId()))
                        .invoke(network -> apply(wanted, network))
                        .call(network -> tx.session().update(network))
                        .invoke(network -> tellAll(tx, network, wanted))
                        .call(network ->
                                notices.updated(tx, "network", id, wanted.asked(), NetworkView.of(network, true))))
                .map(network -> view(caller, network));
    }

    private void apply(UpdateNetwork wanted, Network network) {
        network.name = or(wanted.name(), network.name);
        network.description = or(wanted.description(), network.description);
        network.adminStateUp = or(wanted.adminStateUp(), network.adminStateUp);
        network.shared = or(wanted.shared(), network.shared);
        network.external = or(wanted.external(), network.external);
        network.portSecurityEnabled = or(wanted.portSecurityEnabled(), network.portSecurityEnabled);
        network.mtu = wanted.mtu() == null ? network.mtu : mtu(wanted.mtu(), network.type());
        if (wanted.qosPolicyId() != null) {
            network.qosPolicyId = wanted.qosPolicyId().orElse(null);
        }
        network.changed(clock.instant());
    }

    /** What its ports, its addresses and its routers are told depends on the network. */
    private void tellAll(Tx tx, Network network, UpdateNetwork wanted) {
        plans.changedAfter(tx, NodeKind.DHCP, network.id);
        if (wanted.mtu() != null || wanted.qosPolicyId() != null) {
            tx.ahead(
                    "update port set wire_due_at = now() where network_id = $1 and vif_type in ('ovs', 'tap')",
                    network.id);
            tx.ahead(
                    "update hosting set due_at = now() where cast(resource_id as text) in (select device_id from port"
                            + " where network_id = $1 and device_owner in ('network:router_interface', 'network:router_gateway'))",
                    network.id);
        }
    }

    /** A network on which routers have gateways or that has floating addresses stays external. */
    private static Uni<Void> requireNoOutside(Tx tx, Network network, UpdateNetwork wanted) {
        if (!network.external || wanted.external() == null || wanted.external()) {
            return Uni.createFrom().voidItem();
        }
        return tx.session()
                .createNativeQuery(
                        "select count(*) from port where network_id = :id"
                                + " and device_owner in ('network:router_gateway', 'network:floatingip')",
                        Long.class)
                .setParameter("id", network.id)
                .getSingleResult()
                .invoke(count -> {
                    if (count > 0) {
                        throw NetworkFaults.conflict(
                                "ExternalNetworkInUse",
                                "External network " + network.id
                                        + " cannot be updated to be made non-external, since it has existing gateway"
                                        + " ports or floating IPs.");
                    }
                })
                .replaceWithVoid();
    }

    Uni<Void> delete(RequestContext caller, UUID id, @Nullable Integer revision) {
        return db.withTransaction(tx -> networks.requireLocked(tx, caller, id)
                        .invoke(network -> Ownership.require(caller, network.projectId, NetworkPolicy.DELETE_NETWORK))
                        .invoke(network -> network.requireRevision(revision))
                        .call(network -> requireUnused(tx, network))
                        .call(network -> deleteWithChildren(tx, network))
                        .chain(network -> notices.deleted(tx, "network", id, NetworkView.of(network, true))))
                .onFailure(NetworkService::isUsed)
                .transform(failure -> NetworkFaults.conflict(
                        "NetworkInUse",
                        "Unable to complete operation on network " + id + ". A port was made on it in the meantime."));
    }

    private static boolean isUsed(Throwable failure) {
        return Db.isViolation(failure, "port_network") || Db.isViolation(failure, "port_address_subnet");
    }

    private Uni<Void> deleteWithChildren(Tx tx, Network network) {
        return nodes.networkGoes(tx, network.id).chain(() -> deleteRows(tx, network));
    }

    /**
     * The network's own ports (DHCP) and its subnets go along, its segment by cascade. A port that somebody made since
     * the check stays: the foreign key then refuses the delete.
     */
    private static Uni<Void> deleteRows(Tx tx, Network network) {
        return execute(
                        tx,
                        "delete from floatingip f where floating_network_id = :id and fixed_port_id is null"
                                + " and not exists (select 1 from port_forwarding w where w.floatingip_id = f.id)",
                        network.id)
                .chain(() -> execute(
                        tx,
                        "delete from port p where network_id = :id and (device_owner = 'network:dhcp'"
                                + " or device_owner = 'network:floatingip'"
                                + " and not exists (select 1 from floatingip f where f.floating_port_id = p.id))",
                        network.id))
                .chain(() -> execute(tx, "delete from subnet where network_id = :id", network.id))
                .chain(() -> tx.delete(Network.class, network.id));
    }

    private static Uni<Integer> execute(Tx tx, String sql, UUID id) {
        return tx.session().createNativeQuery(sql).setParameter("id", id).executeUpdate();
    }

    private static Uni<Void> requireUnused(Tx tx, Network network) {
        return tx.session()
                .createNativeQuery("""
                        select p.id from port p where network_id = :id and device_owner <> 'network:dhcp'
                            and not exists (select 1 from floatingip f where f.floating_port_id = p.id
                                and f.fixed_port_id is null
                                and not exists (select 1 from port_forwarding w where w.floatingip_id = f.id))
                        limit 20""", UUID.class)
                .setParameter("id", network.id)
                .getResultList()
                .invoke(ports -> {
                    if (!ports.isEmpty()) {
                        throw inUse(network.id, ports);
                    }
                })
                .replaceWithVoid();
    }

    private static Fault inUse(UUID id, List<UUID> ports) {
        return NetworkFaults.conflict(
                "NetworkInUse",
                "Unable to complete operation on network " + id
                        + ". There are one or more ports still in use on the network, id for these ports is "
                        + ports.stream().map(UUID::toString).collect(Collectors.joining(",")) + ".");
    }

    /** A network on which others already have ports stays shared. */
    private static Uni<Void> requireUnshareable(Tx tx, Network network, UpdateNetwork wanted) {
        if (!network.shared || wanted.shared() == null || wanted.shared()) {
            return Uni.createFrom().voidItem();
        }
        return tx.session()
                .createNativeQuery(
                        "select count(*) from port where network_id = :id and project_id not in (:owner, '')",
                        Long.class)
                .setParameter("id", network.id)
                .setParameter("owner", network.projectId)
                .getSingleResult()
                .invoke(count -> {
                    if (count > 0) {
                        throw NetworkFaults.conflict(
                                "InvalidSharedSetting",
                                "Unable to reconfigure sharing settings for network " + network.name
                                        + ". Multiple tenants are using it.");
                    }
                })
                .replaceWithVoid();
    }

    private int mtu(@Nullable Long wanted, NetworkType type) {
        int max = types.maxMtu(type);
        if (wanted == null || wanted == 0) {
            return max;
        }
        if (wanted < MIN_MTU || wanted > max) {
            throw NetworkFaults.invalidInput("Requested MTU is not within " + MIN_MTU + " and " + max + ", which "
                    + type.wireName() + " networks can carry here");
        }
        return Math.toIntExact(wanted);
    }

    private static void checkMayCreate(CreateNetwork wanted) {
        if (wanted.shared()) {
            NetworkPolicy.CREATE_NETWORK_SHARED.check();
        }
        if (wanted.external()) {
            NetworkPolicy.CREATE_NETWORK_EXTERNAL.check();
        }
        if (!wanted.provider().isEmpty()) {
            NetworkPolicy.CREATE_NETWORK_PROVIDER.check();
        }
    }

    private static void checkMayChange(UpdateNetwork wanted) {
        if (wanted.shared() != null) {
            NetworkPolicy.UPDATE_NETWORK_SHARED.check();
        }
        if (wanted.external() != null) {
            NetworkPolicy.UPDATE_NETWORK_EXTERNAL.check();
        }
        if (!wanted.provider().isEmpty()) {
            NetworkPolicy.UPDATE_NETWORK_PROVIDER.check();
            throw NetworkFaults.invalidInput("Plugin does not support updating provider attributes");
        }
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    private static NetworkView view(RequestContext caller, Network network) {
        return NetworkView.of(network, NetworkPolicy.GET_NETWORK_PROVIDER.allows(caller));
    }
}
