package io.caelum.network.port;

import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which floating addresses lead to ports, in one query for all of them. */
@ApplicationScoped
class FloatingAddresses {

    private static final String SELECT = """
            select f.fixed_port_id, f.fixed_ip_address, f.floating_ip_address
            from floatingip f where f.fixed_port_id in (:ports) order by f.created_at, f.id
            """;

    Uni<Map<UUID, List<BoundPort.FloatingIp>>> to(Tx tx, Collection<UUID> ports) {
        return ports.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : tx.session()
                        .createNativeQuery(SELECT, Object[].class)
                        .setParameter("ports", ports)
                        .getResultList()
                        .map(rows -> rows.stream()
                                .collect(Collectors.groupingBy(
                                        row -> (UUID) row[0],
                                        Collectors.mapping(
                                                row -> new BoundPort.FloatingIp((String) row[1], (String) row[2]),
                                                Collectors.toList()))));
    }
}
