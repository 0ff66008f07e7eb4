package io.caelum.network.port;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.network.NetworkFacts;
import io.caelum.network.network.Networks;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.ServerNetwork;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a server is connected, read from the rows at the moment of the question. */
@ApplicationScoped
public class ServerNetworks {

    private static final String GROUPS = """
            select g.name from security_group g
            where g.id in (
                select s.security_group_id from port_security_group s join port p on p.id = s.port_id
                where p.device_id = :server and p.device_owner like 'compute:%')
            order by g.name, g.id
            """;

    private final Db db;
    private final Ports ports;
    private final Networks networks;
    private final FloatingAddresses floating;

    ServerNetworks(Db db, Ports ports, Networks networks, FloatingAddresses floating) {
        this.db = db;
        this.ports = ports;
        this.networks = networks;
        this.floating = floating;
    }

    public Uni<ServerNetwork> of(UUID serverId) {
        return db.read(tx -> ports.ofServer(tx, serverId)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(new ServerNetwork(List.of(), List.of()))
                        : of(tx, serverId, found)));
    }

    private Uni<ServerNetwork> of(Tx tx, UUID serverId, List<Port> found) {
        List<UUID> ids = found.stream().map(port -> port.id).toList();
        List<UUID> networkIds =
                found.stream().map(port -> port.networkId).distinct().toList();
        return networks.facts(tx, networkIds)
                .chain(known -> floating.to(tx, ids)
                        .chain(leading -> groups(tx, serverId)
                                .map(groups -> new ServerNetwork(bound(found, known, leading), groups))));
    }

    private static List<BoundPort> bound(
            List<Port> found, List<NetworkFacts> known, Map<UUID, List<BoundPort.FloatingIp>> leading) {
        Map<UUID, NetworkFacts> byId = known.stream().collect(Collectors.toMap(NetworkFacts::id, Function.identity()));
        return found.stream()
                .map(port -> port.bound(Optional.ofNullable(byId.get(port.networkId))
                                .orElseThrow(() -> NetworkFaults.networkNotFound(port.networkId)))
                        .leadBy(leading.getOrDefault(port.id, List.of())))
                .toList();
    }

    private static Uni<List<String>> groups(Tx tx, UUID serverId) {
        return tx.session()
                .createNativeQuery(GROUPS, String.class)
                .setParameter("server", serverId.toString())
                .getResultList();
    }
}
