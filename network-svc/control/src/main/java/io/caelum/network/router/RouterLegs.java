package io.caelum.network.router;

import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Where routers have addresses. */
@ApplicationScoped
class RouterLegs {

    /** An address of a router. */
    record Leg(UUID portId, String owner, UUID subnetId, String cidr, String ip) {}

    private static final String SELECT = """
            select p.id, p.device_owner, s.id, s.cidr, a.ip_address
            from port p join port_address a on a.port_id = p.id join subnet s on s.id = a.subnet_id
            where\s""";

    private static final String OWNERS = "p.device_owner in ('network:router_interface', 'network:router_gateway')";

    Uni<List<Leg>> of(Tx tx, UUID routerId) {
        return tx.session()
                .createNativeQuery(SELECT + "p.device_id = :router and " + OWNERS + " order by p.id", Object[].class)
                .setParameter("router", routerId.toString())
                .getResultList()
                .map(rows -> rows.stream().map(RouterLegs::leg).toList());
    }

    Uni<List<Leg>> cidrsOf(Tx tx, Collection<UUID> ports) {
        return tx.session()
                .createNativeQuery(SELECT + "p.id in :ports", Object[].class)
                .setParameter("ports", ports)
                .getResultList()
                .map(rows -> rows.stream().map(RouterLegs::leg).toList());
    }

    private static Leg leg(Object[] row) {
        return new Leg((UUID) row[0], (String) row[1], (UUID) row[2], (String) row[3], (String) row[4]);
    }
}
