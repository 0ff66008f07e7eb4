package io.caelum.network.port;

import io.caelum.network.address.MacAddress;
import io.caelum.network.event.ServerEvents;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.network.NetworkFacts;
import io.caelum.network.network.Networks;
import io.caelum.network.policy.NetworkPolicy;
import io.caelum.network.policy.Ownership;
import io.caelum.network.qos.QosPolicies;
import io.caelum.network.quota.NetworkQuota;
import io.caelum.network.quota.Quotas;
import io.caelum.network.securitygroup.SecurityGroups;
import io.caelum.network.subnet.Subnets;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What users do with ports. */
@ApplicationScoped
class PortService {

    @Inject
    Db db;

    @Inject
    Ports ports;

    @Inject
    PortMaker maker;

    @Inject
    PortChange change;

    @Inject
    DevicePorts devices;

    @Inject
    Networks networks;

    @Inject
    Subnets subnets;

    @Inject
    SecurityGroups groups;

    @Inject
    Quotas quotas;

    @Inject
    QosPolicies policies;

    @Inject
    ServerEvents events;

    Uni<List<PortView>> list(RequestContext caller, ListRequest request) {
        return db.read(tx -> ports.list(tx, caller, request))
                .map(rows -> rows.stream().map(row -> view(caller, row)).toList());
    }

    Uni<PortView> show(RequestContext caller, UUID id) {
        return db.read(tx -> ports.require(tx, caller, id)).map(port -> view(caller, port));
    }

    Uni<List<PortView>> create(RequestContext caller, List<CreatePort> wanted) {
        List<String> projects = wanted.stream()
                .map(port -> Ownership.projectFor(caller, port.projectId()))
                .toList();
        boolean macsGiven = wanted.stream().allMatch(port -> port.mac() != null);
        return maker.makingPorts(
                        macsGiven,
                        tx -> Multi.createFrom()
                                .items(wanted.stream())
                                .onItem()
                                .transformToUniAndConcatenate(port -> create(tx, caller, port))
                                .collect()
                                .asList()
                                .call(() -> quotas.require(tx, NetworkQuota.PORT, projects)))
                .map(rows -> rows.stream().map(row -> view(caller, row)).toList());
    }

    private Uni<Port> create(Tx tx, RequestContext caller, CreatePort wanted) {
        String project = Ownership.projectFor(caller, wanted.projectId());
        return networks.requireFacts(tx, caller, wanted.networkId())
                .invoke(network -> checkMayCreate(caller, network, wanted))
                .call(() -> policies.requireUsable(tx, caller, wanted.qosPolicyId()))
                .chain(network -> groupsFor(tx, caller, project, network, wanted)
                        .map(groupIds -> settled(wanted, project, network, groupIds, macFor(wanted))))
                .chain(port -> subnets.ofNetworks(tx, List.of(wanted.networkId()))
                        .chain(known -> maker.make(tx, port, known)));
    }

    private static MacAddress macFor(CreatePort wanted) {
        return wanted.mac() == null ? MacAddress.random(ThreadLocalRandom.current()) : wanted.mac();
    }

    /** The default group, unless others are asked for, or none, or the port is to be let alone. */
    private Uni<List<UUID>> groupsFor(
            Tx tx, RequestContext caller, String project, NetworkFacts network, CreatePort wanted) {
        boolean secured = isSecured(network, wanted);
        if (!secured && wanted.pairs() != null && !wanted.pairs().isEmpty()) {
            throw PortChange.pairsWithoutSecurity();
        }
        if (!secured
                && wanted.securityGroups() != null
                && !wanted.securityGroups().isEmpty()) {
            throw PortChange.groupsWithoutSecurity();
        }
        if (wanted.securityGroups() != null) {
            return groups.requireAll(tx, caller, project, wanted.securityGroups());
        }
        return !secured || wanted.deviceOwner().startsWith("network:")
                ? Uni.createFrom().item(List.of())
                : groups.defaultOf(tx, project).map(List::of);
    }

    private static boolean isSecured(NetworkFacts network, CreatePort wanted) {
        return wanted.portSecurityEnabled() == null ? network.portSecurityEnabled() : wanted.portSecurityEnabled();
    }

    private static NewPort settled(
            CreatePort wanted, String project, NetworkFacts network, List<UUID> groupIds, MacAddress mac) {
        BindingWish binding = wanted.binding();
        var extras = new PortExtras(
                wanted.pairs() == null
                        ? List.of()
                        : wanted.pairs().stream()
                                .map(pair -> pair.on(mac.text()))
                                .toList(),
                wanted.dhcpOptions() == null ? List.of() : DhcpOption.changed(List.of(), wanted.dhcpOptions()),
                wanted.qosPolicyId() == null ? Optional.empty() : wanted.qosPolicyId());
        return new NewPort(
                UUID.randomUUID(),
                project,
                network,
                wanted.name(),
                wanted.description(),
                wanted.adminStateUp(),
                Optional.of(mac),
                wanted.fixedIps(),
                groupIds,
                isSecured(network, wanted),
                wanted.deviceId(),
                wanted.deviceOwner(),
                false,
                binding.vnicType() == null ? "normal" : binding.vnicType(),
                binding.profile() == null ? Map.of() : binding.profile(),
                Optional.ofNullable(binding.host()).filter(host -> !host.isEmpty()),
                extras,
                wanted.asked());
    }

    /** On a network that others share, one takes what one gets. */
    private static void checkMayCreate(RequestContext caller, NetworkFacts network, CreatePort wanted) {
        if (wanted.binding().isPrivileged()) {
            NetworkPolicy.CREATE_PORT_BINDING.check();
        }
        if (PortFacts.isOfDevice(wanted.deviceOwner())) {
            NetworkPolicy.CREATE_PORT_TRUSTED.check();
        }
        if (Ownership.owns(caller, network.projectId())) {
            return;
        }
        if (!network.shared()) {
            throw NetworkPolicy.CREATE_PORT.denial();
        }
        if (wanted.portSecurityEnabled() != null) {
            throw NetworkFaults.notAuthorized("create_port:port_security_enabled");
        }
        if (wanted.pairs() != null) {
            throw NetworkFaults.notAuthorized("create_port:allowed_address_pairs");
        }
        if (wanted.mac() != null) {
            throw NetworkFaults.notAuthorized("create_port:mac_address");
        }
        if (PortChange.namesAddress(wanted.fixedIps())) {
            throw NetworkFaults.notAuthorized("create_port:fixed_ips:ip_address");
        }
        if (wanted.deviceOwner().startsWith(Port.NETWORK_OWNER)) {
            throw NetworkFaults.notAuthorized("create_port:device_owner");
        }
    }

    Uni<PortView> update(RequestContext caller, UUID id, UpdatePort wanted, @Nullable Integer revision) {
        if (wanted.binding().isPrivileged()) {
            NetworkPolicy.UPDATE_PORT_BINDING.check();
        }
        if (wanted.mac() != null) {
            NetworkPolicy.UPDATE_PORT_MAC.check();
        }
        return maker.makingPorts(
                        true,
                        tx -> ports.requireLocked(tx, caller, id)
                                .invoke(port -> Ownership.require(caller, port.projectId, NetworkPolicy.UPDATE_PORT))
                                .invoke(port -> port.requireRevision(revision))
                                .call(port -> change.apply(tx, caller, port, wanted)))
                .map(port -> view(caller, port));
    }

    Uni<Void> delete(RequestContext caller, UUID id, @Nullable Integer revision) {
        // whoever may see a port may delete it: it is his, or it is on his network
        return db.withTransaction(tx -> ports.requireLocked(tx, caller, id)
                .invoke(port -> port.requireRevision(revision))
                .call(port -> devices.requireDeletable(tx, port))
                .chain(port -> change.delete(tx, port).chain(() -> tellServer(tx, port))));
    }

    private Uni<Void> tellServer(Tx tx, Port port) {
        return port.server()
                .map(server -> events.portDeleted(tx, server, port.id))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static PortView view(RequestContext caller, Port port) {
        return PortView.of(port, NetworkPolicy.GET_PORT_BINDING.allows(caller));
    }
}
