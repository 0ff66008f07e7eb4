package io.caelum.network.wiring;

import io.caelum.network.port.AllowedPair;
import io.caelum.network.qos.BandwidthLimits;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What should be wired, read straight from the rows: there is no other list of it. */
@ApplicationScoped
class Wirings {

    record OnHost(String host, PortWiring wiring) {}

    private static final String SELECT = """
            select %s, p.id, %s, p.network_id, p.device_id, p.device_owner,
                p.mac_address, n.mtu, p.admin_state_up, n.network_type, n.physical_network, n.segmentation_id,
                (select string_agg(cast(a.subnet_id as varchar) || '=' || a.ip_address, ',' order by a.position)
                    from port_address a where a.port_id = p.id),
                p.port_security_enabled,
                (select string_agg(cast(g.security_group_id as varchar), ',' order by g.security_group_id)
                    from port_security_group g where g.port_id = p.id),
                p.allowed_address_pairs, p.qos_policy_id is not null,
                (select string_agg(l.direction || ':' || l.max_kbps || ':' || l.max_burst_kbps, ',' order by l.direction)
                    from bandwidth_limit_rule l where l.qos_policy_id = p.qos_policy_id),
                (select string_agg(l.direction || ':' || l.max_kbps || ':' || l.max_burst_kbps, ',' order by l.direction)
                    from bandwidth_limit_rule l where l.qos_policy_id = n.qos_policy_id)
            from port p join network n on n.id = p.network_id
            """;

    private static final String BOUND =
            SELECT.formatted("p.binding_host", "p.binding_generation") + "where p.vif_type <> 'binding_failed' and ";

    /** Ports whose servers are about to come: see {@code port_move}. */
    private static final String COMING =
            SELECT.formatted("c.host", "c.generation") + "join port_move c on c.port_id = p.id where ";

    private static final String OF_HOST =
            BOUND + "p.binding_host = :host union all " + COMING + "c.host = :host order by 2";

    private static final String LEASE = """
            update port set wire_due_at = :next
            where id in (select id from port where wire_due_at < :now order by wire_due_at limit 100
                for update skip locked)
            returning id
            """;

    Uni<List<PortWiring>> ofHost(Tx tx, String host) {
        return tx.session()
                .createNativeQuery(OF_HOST, Object[].class)
                .setParameter("host", host)
                .getResultList()
                .map(rows -> rows.stream().map(row -> read(row).wiring()).toList());
    }

    /** Those whose agent did not report in time; they are due again at {@code next}. */
    Uni<List<OnHost>> lease(Tx tx, Instant now, Instant next) {
        return tx.session()
                .createNativeQuery(LEASE, UUID.class)
                .setParameter("now", now)
                .setParameter("next", next)
                .getResultList()
                .chain(ids -> of(tx, ids));
    }

    private Uni<List<OnHost>> of(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : tx.session()
                        .createNativeQuery(BOUND + "p.id in :ids", Object[].class)
                        .setParameter("ids", ids)
                        .getResultList()
                        .map(rows -> rows.stream().map(Wirings::read).toList());
    }

    private static OnHost read(Object[] row) {
        return new OnHost(
                (String) row[0],
                new PortWiring(
                        (UUID) row[1],
                        ((Number) row[2]).longValue(),
                        (UUID) row[3],
                        (String) row[4],
                        (String) row[5],
                        (String) row[6],
                        ((Number) row[7]).intValue(),
                        (Boolean) row[8],
                        segment((String) row[9], (String) row[10], ((Number) row[11]).longValue()),
                        addresses((String) row[12]),
                        (Boolean) row[13],
                        groups((String) row[14]),
                        AllowedPair.contracts((String) row[15]),
                        BandwidthLimits.ofPort(
                                (String) row[5], (Boolean) row[16], (String) row[17], Optional.ofNullable((String)
                                        row[18]))));
    }

    private static PortWiring.NetworkSegment segment(String type, String physicalNetwork, long id) {
        return new PortWiring.NetworkSegment(
                type,
                physicalNetwork.isEmpty() ? Optional.empty() : Optional.of(physicalNetwork),
                id == 0 ? Optional.empty() : Optional.of(Math.toIntExact(id)));
    }

    private static List<UUID> groups(@Nullable String joined) {
        return joined == null
                ? List.of()
                : Arrays.stream(joined.split(",")).map(UUID::fromString).toList();
    }

    private static List<BoundPort.FixedIp> addresses(@Nullable String joined) {
        return joined == null
                ? List.of()
                : Arrays.stream(joined.split(",")).map(Wirings::address).toList();
    }

    private static BoundPort.FixedIp address(String text) {
        String[] parts = text.split("=");
        return new BoundPort.FixedIp(UUID.fromString(parts[0]), parts[1], parts[1].contains(":") ? 6 : 4);
    }
}
