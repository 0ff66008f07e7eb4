package io.caelum.network.path;

import io.caelum.network.agent.AgentSettings;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads all that rows say of a floating address with one query. */
@ApplicationScoped
class PathRows {

    /** The rules of the port's groups that let somebody in who is not of the cloud. */
    private static final String FROM_OUTSIDE = """
            from port_security_group g join security_group_rule r on r.security_group_id = g.security_group_id
                where g.port_id = p.id and r.direction = 'ingress' and r.ethertype = 'IPv4'
                and r.remote_group_id is null""";

    /** All of them, for people. */
    private static final String LET_IN = """
            (select string_agg(
                coalesce(r.protocol, 'everything')
                || coalesce(' ' || r.port_range_min, '')
                || case when r.port_range_max <> r.port_range_min then '-' || r.port_range_max else '' end
                || ' from ' || coalesce(nullif(r.remote_ip_prefix, '0.0.0.0/0'), 'anywhere'),
                '; ' order by r.protocol, r.port_range_min, r.remote_ip_prefix) %s)""".formatted(FROM_OUTSIDE);

    /** Whether one of them lets in anybody with that protocol, to that TCP port. */
    private static final String LETS_IN = """
            exists (select 1 %s
                and (r.remote_ip_prefix is null or r.remote_ip_prefix = '0.0.0.0/0')
                and (r.protocol is null or r.protocol in (%%s)) and %%s)""".formatted(FROM_OUTSIDE);

    /** The router's port on the guest's subnet. */
    private static final String INTERFACE = """
            from port i join port_address b on b.port_id = i.id
                where i.device_id = cast(r.id as text) and i.device_owner = 'network:router_interface'
                and b.subnet_id = a.subnet_id order by i.id limit 1""";

    private static final String TO_PORT =
            "(r.port_range_min is null or %1$d between r.port_range_min and coalesce(r.port_range_max, r.port_range_min))";

    private static final String ALIVE =
            "exists (select 1 from agent x where x.host = %s and x.heartbeat_at > :alive and %s)";

    private static final String FACTS = """
            select f.floating_ip_address, a.ip_address, p.id, p.status, p.admin_state_up, p.binding_host, %s,
                p.port_security_enabled, n.id, n.network_type, n.mtu, s.enable_dhcp, r.id, r.status, r.admin_state_up,
                (select g.status from port g where g.id = r.gateway_port_id),
                (select i.status %s),
                hr.host, %s, hd.host, %s, p.vif_type = 'binding_failed', r.gateway_port_id, (select i.id %s),
                (select min(cast(g.security_group_id as text)) from port_security_group g where g.port_id = p.id),
                %s, %s, %s
            from floatingip f join port p on p.id = f.fixed_port_id
                join port_address a on a.port_id = p.id and a.ip_address = f.fixed_ip_address
                join network n on n.id = p.network_id join subnet s on s.id = a.subnet_id
                join router r on r.id = f.router_id
                left join hosting hr on hr.resource_id = r.id and hr.host <> ''
                left join hosting hd on hd.resource_id = n.id and hd.host <> ''
            where f.id = :id
            """.formatted(
                    ALIVE.formatted("p.binding_host", "x.agent_type not in ('L3 agent', 'DHCP agent')"),
                    INTERFACE,
                    ALIVE.formatted("hr.host", "x.agent_type = 'L3 agent'"),
                    ALIVE.formatted("hd.host", "x.agent_type = 'DHCP agent'"),
                    INTERFACE,
                    LET_IN,
                    LETS_IN.formatted("'icmp', '1'", "true"),
                    LETS_IN.formatted("'tcp', '6'", TO_PORT.formatted(22)));

    @Inject
    AgentSettings settings;

    @Inject
    Clock clock;

    /** Empty for one that leads nowhere. */
    Uni<Optional<PathFacts>> facts(Tx tx, UUID id) {
        return tx.session()
                .createNativeQuery(FACTS, Object[].class)
                .setParameter("id", id)
                .setParameter("alive", clock.instant().minus(settings.agentDownAfter()))
                .getResultList()
                .map(rows -> rows.stream().findFirst().map(row -> facts(id, row)));
    }

    private static PathFacts facts(UUID id, Object[] row) {
        return new PathFacts(
                id,
                (String) row[0],
                (String) row[1],
                (UUID) row[2],
                (String) row[3],
                (Boolean) row[4],
                (String) row[5],
                (Boolean) row[6],
                (Boolean) row[7],
                (UUID) row[8],
                (String) row[9],
                ((Number) row[10]).intValue(),
                (Boolean) row[11],
                (UUID) row[12],
                (String) row[13],
                (Boolean) row[14],
                text(row[15]),
                text(row[16]),
                text(row[17]),
                (Boolean) row[18],
                text(row[19]),
                (Boolean) row[20],
                (Boolean) row[21],
                (UUID) row[22],
                (UUID) row[23],
                text(row[24]),
                text(row[25]),
                (Boolean) row[26],
                (Boolean) row[27]);
    }

    private static @Nullable String text(@Nullable Object value) {
        return (String) value;
    }
}
