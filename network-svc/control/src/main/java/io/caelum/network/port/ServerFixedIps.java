package io.caelum.network.port;

import io.caelum.network.address.Ip;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.subnet.SubnetFacts;
import io.caelum.network.subnet.Subnets;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Gives the ports of a server further addresses, or takes some away, as server actions ask for it. */
@ApplicationScoped
public class ServerFixedIps {

    private final Ports ports;
    private final PortMaker maker;
    private final PortChange change;
    private final Subnets subnets;

    ServerFixedIps(Ports ports, PortMaker maker, PortChange change, Subnets subnets) {
        this.ports = ports;
        this.maker = maker;
        this.change = change;
        this.subnets = subnets;
    }

    /** To the server's first port on that network, out of the subnet of its first address. */
    public Uni<Void> add(UUID serverId, UUID networkId) {
        RequestContext caller = CurrentContext.get();
        return maker.makingPorts(
                true,
                tx -> ports.lockedOfServer(tx, serverId)
                        .map(found -> on(found, serverId, networkId))
                        .chain(port -> subnet(tx, port)
                                .chain(subnet -> change.apply(
                                        tx, caller, port, UpdatePort.ofAddresses(oneMore(port, subnet))))));
    }

    private static Port on(List<Port> found, UUID serverId, UUID networkId) {
        return found.stream()
                .filter(port -> port.networkId.equals(networkId))
                .findFirst()
                .orElseThrow(() -> NetworkFaults.notFound(
                        "NetworkNotFoundForInstance",
                        "Network %s could not be found for instance %s.".formatted(networkId, serverId)));
    }

    private Uni<UUID> subnet(Tx tx, Port port) {
        return port.fixedIps().isEmpty()
                ? subnets.ofNetworks(tx, List.of(port.networkId))
                        .map(known -> known.stream()
                                .findFirst()
                                .map(SubnetFacts::id)
                                .orElseThrow(() -> NetworkFaults.badRequest(
                                        "NetworkRequiresSubnet",
                                        "Network %s has no subnet.".formatted(port.networkId))))
                : Uni.createFrom().item(port.fixedIps().getFirst().subnetId());
    }

    /** Without naming addresses, which on a shared network only its owner may. */
    private static List<WantedAddress> oneMore(Port port, UUID subnet) {
        var wanted = new ArrayList<WantedAddress>();
        port.fixedIps()
                .forEach(address -> wanted.add(new WantedAddress(Optional.of(address.subnetId()), Optional.empty())));
        wanted.add(new WantedAddress(Optional.of(subnet), Optional.empty()));
        return wanted;
    }

    public Uni<Void> remove(UUID serverId, String address) {
        RequestContext caller = CurrentContext.get();
        return maker.makingPorts(
                true,
                tx -> ports.lockedOfServer(tx, serverId)
                        .map(found -> having(found, serverId, address))
                        .chain(port -> change.apply(tx, caller, port, UpdatePort.ofAddresses(without(port, address)))));
    }

    private static Port having(List<Port> found, UUID serverId, String address) {
        return found.stream()
                .filter(port ->
                        port.fixedIps().stream().anyMatch(ip -> ip.ipAddress().equals(address)))
                .findFirst()
                .orElseThrow(() -> NetworkFaults.badRequest(
                        "FixedIpNotFoundForInstance",
                        "Instance %s does not have fixed IP '%s'.".formatted(serverId, address)));
    }

    private static List<WantedAddress> without(Port port, String address) {
        return port.fixedIps().stream()
                .filter(ip -> !ip.ipAddress().equals(address))
                .map(ip -> new WantedAddress(Optional.of(ip.subnetId()), Optional.of(Ip.parse(ip.ipAddress()))))
                .toList();
    }
}
