package io.caelum.network.node;

import io.caelum.network.port.DevicePorts;
import io.caelum.network.port.PortFacts;
import io.caelum.network.port.WantedAddress;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The port of the agent that serves a network: it has an address in each of the network's subnets. */
@ApplicationScoped
class DhcpPorts {

    private static final Logger LOG = Logger.getLogger(DhcpPorts.class);

    /** Subnets in which the port has no address; without a port all of them. */
    private static final String LACKING = """
            select s.network_id, s.id, p.id, n.project_id
            from subnet s join network n on n.id = s.network_id left join port p on p.network_id = s.network_id
                and p.device_owner = 'network:dhcp' and p.device_id = 'dhcp-' || s.network_id
            where s.network_id in :ids and not exists (
                select 1 from port_address a where a.port_id = p.id and a.subnet_id = s.id)
            order by s.network_id, s.created_at, s.id
            """;

    private static final String LOCK = "select 1 from (select pg_advisory_xact_lock(hashtextextended($1, 0))) locked";

    @Inject
    Db db;

    @Inject
    DevicePorts ports;

    private record Lack(UUID networkId, @Nullable UUID portId, String projectId, List<UUID> subnets) {}

    /** Makes the ports that are missing, and takes the addresses that they lack. */
    Uni<Void> complete(List<Hosting> hostings) {
        Map<UUID, String> hosts = hostings.stream().collect(Collectors.toMap(Hosting::resourceId, Hosting::host));
        return db.read(tx -> lacks(tx, List.copyOf(hosts.keySet())))
                .onItem()
                .transformToMulti(found -> Multi.createFrom().iterable(found))
                .onItem()
                .transformToUniAndConcatenate(lack -> complete(lack.networkId, hosts.getOrDefault(lack.networkId, "")))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> complete(UUID network, String host) {
        return ports.making(tx -> {
                    tx.ahead(LOCK, "dhcp " + network);
                    return lacks(tx, List.of(network))
                            .chain(found -> found.isEmpty()
                                    ? Uni.createFrom().voidItem()
                                    : complete(tx, found.getFirst(), host));
                })
                .onFailure(Fault.class)
                .invoke(failure -> LOG.warnf(
                        "no address for the agent that serves a network, network_id=%s error=%s",
                        network, failure.getMessage()))
                .onFailure(Fault.class)
                .recoverWithNull();
    }

    private Uni<Void> complete(Tx tx, Lack lack, String host) {
        if (lack.portId != null) {
            return ports.addTo(tx, lack.portId, lack.subnets);
        }
        return ports.make(
                        tx,
                        new DevicePorts.Wanted(
                                lack.networkId,
                                lack.projectId,
                                NodeKind.DHCP.deviceId(lack.networkId),
                                PortFacts.DHCP,
                                lack.subnets.stream()
                                        .map(subnet -> new WantedAddress(Optional.of(subnet), Optional.empty()))
                                        .toList(),
                                Optional.of(host)))
                .replaceWithVoid();
    }

    private static Uni<List<Lack>> lacks(Tx tx, List<UUID> networks) {
        return tx.session()
                .createNativeQuery(LACKING, Object[].class)
                .setParameter("ids", networks)
                .getResultList()
                .map(rows -> {
                    var lacks = new LinkedHashMap<UUID, Lack>();
                    for (Object[] row : rows) {
                        lacks.computeIfAbsent(
                                        (UUID) row[0],
                                        id -> new Lack(id, (UUID) row[2], (String) row[3], new ArrayList<>()))
                                .subnets
                                .add((UUID) row[1]);
                    }
                    return List.copyOf(lacks.values());
                });
    }
}
