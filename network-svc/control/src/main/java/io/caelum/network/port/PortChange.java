package io.caelum.network.port;

import io.caelum.network.address.MacAddress;
import io.caelum.network.event.ServerEvents;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.neighbour.AgentClient;
import io.caelum.network.network.NetworkFacts;
import io.caelum.network.network.Networks;
import io.caelum.network.notice.Notices;
import io.caelum.network.policy.NetworkPolicy;
import io.caelum.network.policy.Ownership;
import io.caelum.network.qos.QosPolicies;
import io.caelum.network.securitygroup.SecurityGroups;
import io.caelum.network.subnet.Subnets;
import io.caelum.network.wiring.HostBindings;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes a port that the transaction has locked, and tells whom it concerns. */
@ApplicationScoped
class PortChange {

    @Inject
    Networks networks;

    @Inject
    Subnets subnets;

    @Inject
    SecurityGroups groups;

    @Inject
    PortAddresses addresses;

    @Inject
    PortMaker maker;

    @Inject
    HostBindings bindings;

    @Inject
    ServerEvents events;

    @Inject
    AgentClient agents;

    @Inject
    PortEcho echo;

    @Inject
    QosPolicies policies;

    @Inject
    AddressUses uses;

    @Inject
    Notices notices;

    @Inject
    Clock clock;

    Uni<Void> apply(Tx tx, RequestContext caller, Port port, UpdatePort wanted) {
        return networks.facts(tx, List.of(port.networkId))
                .map(List::getFirst)
                .invoke(network -> checkMayChange(caller, network, port, wanted))
                .invoke(network -> echo.of(tx, port.networkId, port.securityGroups()))
                .call(() -> policies.requireUsable(tx, caller, wanted.qosPolicyId()))
                .chain(network -> changeParts(tx, caller, port, wanted)
                        .chain(() -> place(tx, port, wanted.binding().host()))
                        .invoke(() -> setPlainAttributes(port, wanted))
                        .invoke(() -> dueAgain(port))
                        .chain(() -> tx.session().update(port))
                        .call(() -> tellServer(tx, port, wanted))
                        .call(() -> policies.limitsOf(tx, port.qosPolicyId).invoke(limits -> port.limits = limits))
                        .invoke(() -> echo.of(tx, port.networkId, port.securityGroups()))
                        .chain(() -> notices.updated(tx, "port", port.id, wanted.asked(), PortView.of(port, true)))
                        .invoke(() -> tellIfWired(tx, port, network)));
    }

    /** What compute shows of a server: the addresses of its ports, and their groups. */
    private Uni<Void> tellServer(Tx tx, Port port, UpdatePort wanted) {
        boolean seen = wanted.fixedIps() != null || wanted.securityGroups() != null || wanted.mac() != null;
        return seen && port.server().isPresent()
                ? events.networkChanged(tx, port.id)
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> changeParts(Tx tx, RequestContext caller, Port port, UpdatePort wanted) {
        return changeAddresses(tx, port, wanted).chain(() -> changeGroups(tx, caller, port, wanted));
    }

    private void setPlainAttributes(Port port, UpdatePort wanted) {
        port.name = or(wanted.name(), port.name);
        port.description = or(wanted.description(), port.description);
        port.adminStateUp = or(wanted.adminStateUp(), port.adminStateUp);
        port.macAddress = wanted.mac() == null ? port.macAddress : wanted.mac().text();
        port.portSecurityEnabled = or(wanted.portSecurityEnabled(), port.portSecurityEnabled);
        port.deviceId = or(wanted.deviceId(), port.deviceId);
        port.deviceOwner = or(wanted.deviceOwner(), port.deviceOwner);
        port.vnicType = or(wanted.binding().vnicType(), port.vnicType);
        port.bindingProfile = or(wanted.binding().profile(), port.bindingProfile);
        if (wanted.pairs() != null) {
            port.allowedAddressPairs = wanted.pairs().stream()
                    .map(pair -> pair.on(port.macAddress))
                    .toList();
        }
        if (wanted.dhcpOptions() != null) {
            port.extraDhcpOpts = DhcpOption.changed(port.extraDhcpOpts, wanted.dhcpOptions());
        }
        if (wanted.qosPolicyId() != null) {
            port.qosPolicyId = wanted.qosPolicyId().orElse(null);
        }
        port.changed(clock.instant());
    }

    /** The agent has to confirm the port as it is now; until then it is told again. */
    private void dueAgain(Port port) {
        if (port.isWiredSomewhere()) {
            port.wireDueAt = bindings.repeatAt();
        }
    }

    /** Binds to the host, with an empty text unbinds; where it already is it stays. */
    Uni<Void> place(Tx tx, Port port, @Nullable String host) {
        if (host == null || (host.equals(port.bindingHost) && (host.isEmpty() || port.isWiredSomewhere()))) {
            return Uni.createFrom().voidItem();
        }
        leaveHost(tx, port);
        if (host.isEmpty()) {
            port.unbind();
            return events.forget(tx, port.id);
        }
        return events.forget(tx, port.id)
                .chain(() -> bindings.on(tx, host))
                .invoke(port::bind)
                .replaceWithVoid();
    }

    void leaveHost(Tx tx, Port port) {
        if (port.isWiredSomewhere()) {
            agents.unwireAfter(tx, port.bindingHost, port.id, port.bindingGeneration);
        }
    }

    /** Also for a port that stays where it is: its addresses or its state may be new to the agent. */
    void tellIfWired(Tx tx, Port port, NetworkFacts network) {
        if (port.isWiredSomewhere()) {
            agents.wireAfter(tx, port.bindingHost, port.wiring(network));
        }
    }

    private Uni<Void> changeAddresses(Tx tx, Port port, UpdatePort wanted) {
        if (wanted.fixedIps() == null) {
            return Uni.createFrom().voidItem();
        }
        var keep = new ArrayList<PortAddress>();
        var fresh = new ArrayList<WantedAddress>();
        for (WantedAddress one : wanted.fixedIps()) {
            port.fixedIps().stream()
                    .filter(address -> !keep.contains(address) && meets(address, one))
                    .findFirst()
                    .ifPresentOrElse(keep::add, () -> fresh.add(one));
        }
        List<PortAddress> gone = port.fixedIps().stream()
                .filter(address -> !keep.contains(address))
                .toList();
        var mac = wanted.mac() == null ? new MacAddress(port.macAddress) : wanted.mac();
        return subnets.ofNetworks(tx, List.of(port.networkId))
                .map(known -> AddressPlan.of(port.networkId, known, mac, fresh))
                .call(() -> giveBack(tx, port, gone))
                .call(() -> uses.endOf(tx, port.id, gone))
                .chain(plan -> addresses.take(tx, port, plan.draws(), keep.size()))
                .invoke(taken -> {
                    keep.addAll(taken);
                    port.hasAddresses(keep);
                })
                .replaceWithVoid();
    }

    private static boolean meets(PortAddress address, WantedAddress wanted) {
        return wanted.subnetId().map(address.subnetId()::equals).orElse(true)
                && wanted.ip()
                        .map(ip -> ip.toString().equals(address.ipAddress()))
                        .orElse(true);
    }

    private Uni<Void> giveBack(Tx tx, Port port, List<PortAddress> gone) {
        return Multi.createFrom()
                .iterable(gone)
                .onItem()
                .transformToUniAndConcatenate(address -> addresses.giveBack(tx, port, address))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> changeGroups(Tx tx, RequestContext caller, Port port, UpdatePort wanted) {
        boolean secured = or(wanted.portSecurityEnabled(), port.portSecurityEnabled);
        List<UUID> after = wanted.securityGroups() == null ? port.securityGroups() : wanted.securityGroups();
        if (!secured && !after.isEmpty()) {
            throw groupsWithoutSecurity();
        }
        boolean pairs = wanted.pairs() == null
                ? !port.allowedAddressPairs.isEmpty()
                : !wanted.pairs().isEmpty();
        if (!secured && pairs) {
            throw pairsWithoutSecurity();
        }
        if (wanted.securityGroups() == null) {
            return Uni.createFrom().voidItem();
        }
        return groups.requireAll(tx, caller, port.projectId, after)
                .call(() -> tx.session()
                        .createNativeQuery("delete from port_security_group where port_id = :port")
                        .setParameter("port", port.id)
                        .executeUpdate())
                .invoke(found -> maker.putIntoGroups(tx, port, found))
                .replaceWithVoid();
    }

    /** Addresses and groups go by cascade. */
    Uni<Void> delete(Tx tx, Port port) {
        leaveHost(tx, port);
        echo.of(tx, port.networkId, port.securityGroups());
        uses.endOfPort(tx, port.id);
        return events.forget(tx, port.id)
                .chain(() -> tx.delete(Port.class, port.id))
                .chain(() -> notices.deleted(tx, "port", port.id, PortView.of(port, true)));
    }

    /** No longer a server's; the port itself stays. */
    Uni<Void> free(Tx tx, Port port) {
        leaveHost(tx, port);
        port.unbind();
        echo.of(tx, port.networkId, port.securityGroups());
        port.deviceId = "";
        port.deviceOwner = "";
        port.changed(clock.instant());
        Map<String, Object> asked = Map.of("device_id", "", "device_owner", "", "binding:host_id", "");
        return events.forget(tx, port.id)
                .chain(() -> tx.session().update(port))
                .chain(() -> notices.updated(tx, "port", port.id, asked, PortView.of(port, true)));
    }

    private static void checkMayChange(RequestContext caller, NetworkFacts network, Port port, UpdatePort wanted) {
        refuseTrusted(caller, port, wanted);
        if (Ownership.owns(caller, network.projectId())) {
            return;
        }
        if (namesAddress(wanted.fixedIps())) {
            throw NetworkFaults.notAuthorized("update_port:fixed_ips:ip_address");
        }
        if (wanted.portSecurityEnabled() != null) {
            throw NetworkFaults.notAuthorized("update_port:port_security_enabled");
        }
        if (wanted.pairs() != null) {
            throw NetworkFaults.notAuthorized("update_port:allowed_address_pairs");
        }
        if (wanted.deviceOwner() != null && wanted.deviceOwner().startsWith(Port.NETWORK_OWNER)) {
            throw NetworkFaults.notAuthorized("update_port:device_owner");
        }
    }

    /**
     * Agents trust ports of the network itself: they neither filter nor check them. So a port with a guest on it never
     * becomes one of those by a user's word, and the network's own ports stay what they are.
     */
    private static void refuseTrusted(RequestContext caller, Port port, UpdatePort wanted) {
        boolean toNetwork = wanted.deviceOwner() != null
                && wanted.deviceOwner().startsWith(Port.NETWORK_OWNER)
                && !port.isOfNetwork();
        if (toNetwork && (port.isBound() || !port.deviceId.isEmpty() || PortFacts.isOfDevice(wanted.deviceOwner()))) {
            NetworkPolicy.UPDATE_PORT_TRUSTED.check();
        }
        boolean fromNetwork = port.isOfNetwork()
                && ((wanted.deviceOwner() != null && !wanted.deviceOwner().equals(port.deviceOwner))
                        || (wanted.deviceId() != null && !wanted.deviceId().equals(port.deviceId)));
        if (fromNetwork && !port.deviceId.isEmpty() && !caller.isAdmin()) {
            throw NetworkFaults.notAuthorized("update_port:device_owner");
        }
    }

    static Fault pairsWithoutSecurity() {
        return NetworkFaults.conflict(
                "AddressPairAndPortSecurityRequired",
                "Port Security must be enabled in order to have allowed address pairs on a port.");
    }

    static boolean namesAddress(@Nullable List<WantedAddress> wanted) {
        return wanted != null && wanted.stream().anyMatch(one -> one.ip().isPresent());
    }

    static Fault groupsWithoutSecurity() {
        return NetworkFaults.conflict(
                "PortSecurityAndIPRequiredForSecurityGroups",
                "Port security must be enabled in order to use security groups.");
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
