package io.caelum.network.port;

import io.caelum.network.address.MacAddress;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.network.NetworkFacts;
import io.caelum.network.network.Networks;
import io.caelum.network.request.Ids;
import io.caelum.network.subnet.SubnetFacts;
import io.caelum.network.subnet.Subnets;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ports of the network's own devices: routers, DHCP servers, floating addresses. They are rows like all others, bound to
 * the host of the agent that runs the device, so that the host's wiring agent wires them like all others.
 */
@ApplicationScoped
public class DevicePorts {

    /** Which of those may not be deleted by themselves, while their device is there. */
    private static final Set<String> KEPT =
            Set.of(PortFacts.ROUTER_INTERFACE, PortFacts.ROUTER_GATEWAY, PortFacts.FLOATING_IP);

    private static final String DEVICE_EXISTS =
            "select count(*) from (select id from router union all select id from floatingip) d where d.id = :id";

    /**
     * A port to be made.
     *
     * @param projectId empty for ports that are nobody's: they count for no quota and no user sees them
     * @param fixedIps null for the usual ones
     * @param host empty to leave it unbound
     */
    public record Wanted(
            UUID networkId,
            String projectId,
            String deviceId,
            String deviceOwner,
            @Nullable List<WantedAddress> fixedIps,
            Optional<String> host) {}

    @Inject
    Ports ports;

    @Inject
    PortMaker maker;

    @Inject
    PortChange change;

    @Inject
    PortEcho echo;

    @Inject
    PortAddresses addresses;

    @Inject
    Networks networks;

    @Inject
    Subnets subnets;

    @Inject
    Clock clock;

    /** A transaction that makes ports; it may run several times. */
    public <T> Uni<T> making(Function<Tx, Uni<T>> work) {
        return maker.makingPorts(false, work);
    }

    public Uni<PortFacts> make(Tx tx, Wanted wanted) {
        return networks.facts(tx, List.of(wanted.networkId()))
                .map(found ->
                        found.stream().findFirst().orElseThrow(() -> NetworkFaults.networkNotFound(wanted.networkId())))
                .chain(network ->
                        subnets.ofNetworks(tx, List.of(network.id())).chain(known -> make(tx, wanted, network, known)))
                .map(PortFacts::of);
    }

    private Uni<Port> make(Tx tx, Wanted wanted, NetworkFacts network, List<SubnetFacts> known) {
        MacAddress mac = MacAddress.random(ThreadLocalRandom.current());
        var port = new NewPort(
                UUID.randomUUID(),
                wanted.projectId(),
                network,
                "",
                "",
                true,
                Optional.of(mac),
                wanted.fixedIps(),
                List.of(),
                false,
                wanted.deviceId(),
                wanted.deviceOwner(),
                false,
                "normal",
                Map.of(),
                wanted.host(),
                PortExtras.NONE,
                Map.of("network_id", network.id(), "device_owner", wanted.deviceOwner()));
        return maker.make(tx, port, mac, plan(wanted, known, mac));
    }

    /** The gateway of a subnet has the gateway's address, also where guests give themselves theirs. */
    private static AddressPlan plan(Wanted wanted, List<SubnetFacts> known, MacAddress mac) {
        List<WantedAddress> ips = wanted.fixedIps();
        if (ips != null
                && ips.size() == 1
                && ips.getFirst().ip().isPresent()
                && ips.getFirst().subnetId().isPresent()) {
            Optional<AddressPlan.Draw> exact = known.stream()
                    .filter(subnet ->
                            subnet.id().equals(ips.getFirst().subnetId().get()))
                    .filter(SubnetFacts::automatic)
                    .<AddressPlan.Draw>map(subnet ->
                            new AddressPlan.Exactly(subnet, ips.getFirst().ip().get()))
                    .findFirst();
            if (exact.isPresent()) {
                return new AddressPlan(List.of(exact.get()));
            }
        }
        return AddressPlan.of(wanted.networkId(), known, mac, ips);
    }

    /** The port, if the caller may see it; nobody else changes it until the transaction ends. */
    public Uni<PortFacts> requireLocked(Tx tx, RequestContext caller, UUID id) {
        return ports.requireLocked(tx, caller, id).map(PortFacts::of);
    }

    public Uni<List<PortFacts>> facts(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : ports.withIds(tx, ids)
                        .map(found -> found.stream().map(PortFacts::of).toList());
    }

    /** The ports of a device, by their owners; locked. */
    public Uni<List<PortFacts>> ofDevice(Tx tx, String deviceId, Collection<String> owners) {
        return locked(tx, deviceId, owners)
                .map(found -> found.stream().map(PortFacts::of).toList());
    }

    private Uni<List<Port>> locked(Tx tx, String deviceId, Collection<String> owners) {
        return tx.session()
                .createSelectionQuery(
                        "select p.id from Port p where p.deviceId = :device and p.deviceOwner in :owners order by p.id",
                        UUID.class)
                .setParameter("device", deviceId)
                .setParameter("owners", owners)
                .getResultList()
                .chain(ids -> ports.locked(tx, ids));
    }

    /** A port that a user has made becomes a device's; from now on it is trusted, so it has no security groups. */
    public Uni<PortFacts> give(Tx tx, UUID portId, String deviceId, String deviceOwner, Optional<String> host) {
        return ports.locked(tx, List.of(portId))
                .map(List::getFirst)
                .call(port -> change.place(tx, port, host.orElse("")))
                .invoke(port -> {
                    port.deviceId = deviceId;
                    port.deviceOwner = deviceOwner;
                    port.portSecurityEnabled = false;
                    port.allowedAddressPairs = List.of();
                    echo.of(tx, port.networkId, port.securityGroups());
                    port.hasSecurityGroups(List.of());
                    port.changed(clock.instant());
                    tx.ahead("delete from port_security_group where port_id = $1", port.id);
                })
                .call(port -> tx.session().update(port))
                .call(port -> tell(tx, port))
                .map(PortFacts::of);
    }

    public Uni<Void> delete(Tx tx, Collection<UUID> ids) {
        return ports.locked(tx, ids).chain(found -> each(found, port -> change.delete(tx, port)));
    }

    /** Binds the ports of a device to a host, all that are not there yet. */
    public Uni<Void> place(Tx tx, String deviceId, Collection<String> owners, String host) {
        return locked(tx, deviceId, owners)
                .map(found -> found.stream()
                        .filter(port -> !port.bindingHost.equals(host) || !port.isWiredSomewhere())
                        .toList())
                .chain(found -> each(
                        found,
                        port -> change.place(tx, port, host)
                                .invoke(() -> port.changed(clock.instant()))
                                .chain(() -> tx.session().update(port))
                                .chain(() -> tell(tx, port))));
    }

    /** Takes an address in each of these subnets in which the port has none. */
    public Uni<Void> addTo(Tx tx, UUID portId, List<UUID> subnetIds) {
        return ports.locked(tx, List.of(portId))
                .chain(found -> each(
                        found,
                        port -> subnets.ofNetworks(tx, List.of(port.networkId))
                                .map(known -> AddressPlan.of(
                                        port.networkId,
                                        known,
                                        new MacAddress(port.macAddress),
                                        subnetIds.stream()
                                                .map(subnet -> new WantedAddress(Optional.of(subnet), Optional.empty()))
                                                .toList()))
                                .chain(plan -> addresses.take(
                                        tx, port, plan.draws(), port.fixedIps().size()))
                                .invoke(taken -> {
                                    var all = new ArrayList<>(port.fixedIps());
                                    all.addAll(taken);
                                    port.hasAddresses(all);
                                    port.changed(clock.instant());
                                })
                                .chain(() -> tx.session().update(port))
                                .chain(() -> tell(tx, port))));
    }

    private Uni<Void> tell(Tx tx, Port port) {
        return networks.facts(tx, List.of(port.networkId))
                .invoke(network -> change.tellIfWired(tx, port, network.getFirst()))
                .replaceWithVoid();
    }

    private static Uni<Void> each(List<Port> found, Function<Port, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** Ports of routers and floating addresses go with those. */
    Uni<Void> requireDeletable(Tx tx, Port port) {
        Optional<UUID> device = KEPT.contains(port.deviceOwner) ? Ids.parse(port.deviceId) : Optional.empty();
        if (device.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tx.session()
                .createNativeQuery(DEVICE_EXISTS, Long.class)
                .setParameter("id", device.get())
                .getSingleResult()
                .invoke(count -> {
                    if (count > 0) {
                        throw NetworkFaults.conflict(
                                "L3PortInUse",
                                "Port " + port.id + " cannot be deleted directly via the port API: has device owner "
                                        + port.deviceOwner + ".");
                    }
                })
                .replaceWithVoid();
    }
}
