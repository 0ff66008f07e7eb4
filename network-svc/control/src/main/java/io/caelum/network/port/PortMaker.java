package io.caelum.network.port;

import io.caelum.network.address.MacAddress;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.neighbour.AgentClient;
import io.caelum.network.notice.Notices;
import io.caelum.network.subnet.SubnetFacts;
import io.caelum.network.wiring.HostBindings;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes one port with all that belongs to it; used for ports of users and for those of servers. */
@ApplicationScoped
class PortMaker {

    private static final int MAC_TRIES = 8;

    @Inject
    Db db;

    @Inject
    PortAddresses addresses;

    @Inject
    HostBindings bindings;

    @Inject
    AgentClient agents;

    @Inject
    PortEcho echo;

    @Inject
    Notices notices;

    @Inject
    Clock clock;

    /**
     * A transaction that makes ports. A generated MAC that is taken costs another try with another one; a MAC that the
     * user gave is refused.
     *
     * @param given whether the user gave all MACs, so that another try would not help
     */
    <T> Uni<T> makingPorts(boolean given, Function<Tx, Uni<T>> work) {
        return attempt(given ? 1 : MAC_TRIES, () -> db.withTransaction(work))
                .onFailure(failure -> Db.isViolation(failure, "port_mac"))
                .transform(failure -> NetworkFaults.conflict(
                        "MacAddressInUse", "Unable to complete operation. The mac address is in use on the network."))
                .onFailure(failure -> Db.isViolation(failure, "port_network"))
                .transform(failure -> NetworkFaults.notFound("NetworkNotFound", "The network was deleted."))
                .onFailure(failure -> Db.isViolation(failure, "port_address_subnet"))
                .transform(failure -> NetworkFaults.notFound("SubnetNotFound", "The subnet was deleted."))
                .onFailure(failure -> Db.isViolation(failure, "port_security_group_group"))
                .transform(
                        failure -> NetworkFaults.notFound("SecurityGroupNotFound", "The security group was deleted."));
    }

    private static <T> Uni<T> attempt(int tries, Supplier<Uni<T>> work) {
        return work.get()
                .onFailure(failure -> tries > 1 && Db.isViolation(failure, "port_mac"))
                .recoverWithUni(() -> attempt(tries - 1, work));
    }

    Uni<Port> make(Tx tx, NewPort wanted, List<SubnetFacts> subnets) {
        MacAddress mac = wanted.mac().orElseGet(() -> MacAddress.random(ThreadLocalRandom.current()));
        return make(tx, wanted, mac, AddressPlan.of(wanted.network().id(), subnets, mac, wanted.fixedIps()));
    }

    Uni<Port> make(Tx tx, NewPort wanted, MacAddress mac, AddressPlan plan) {
        var port = Port.requested(wanted, mac, clock.instant());
        return bind(tx, port, wanted)
                .chain(() -> tx.session().insert(port))
                .chain(() -> addresses.take(tx, port, plan))
                .invoke(port::hasAddresses)
                .invoke(() -> putIntoGroups(tx, port, wanted.securityGroups()))
                .chain(() -> notices.created(tx, "port", port.id, wanted.asked(), PortView.of(port, true)))
                .invoke(() -> tell(tx, port, wanted))
                .replaceWith(port);
    }

    private Uni<Void> bind(Tx tx, Port port, NewPort wanted) {
        return wanted.host()
                .map(host -> bindings.on(tx, host).invoke(port::bind).replaceWithVoid())
                .orElse(Uni.createFrom().voidItem());
    }

    private void tell(Tx tx, Port port, NewPort wanted) {
        echo.of(tx, port.networkId, port.securityGroups());
        if (port.isWiredSomewhere()) {
            agents.wireAfter(tx, port.bindingHost, port.wiring(wanted.network()));
        }
    }

    /** Instead of the groups in which it was. */
    void putIntoGroups(Tx tx, Port port, List<UUID> groups) {
        port.hasSecurityGroups(groups);
        if (!groups.isEmpty()) {
            tx.ahead(
                    "insert into port_security_group (port_id, security_group_id) select $1, unnest($2::uuid[])",
                    port.id,
                    groups.stream().distinct().toArray(UUID[]::new));
        }
    }
}
