package io.caelum.network.port;

import io.caelum.network.securitygroup.SecurityGroups;
import io.caelum.platform.contract.network.ServerAttachments;
import io.caelum.platform.contract.network.ServerAttachments.FloatingAddress;
import io.caelum.platform.contract.network.ServerAttachments.Rule;
import io.caelum.platform.contract.network.ServerAttachments.SecurityGroup;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a server is attached to, read from the rows at the moment of the question. */
@ApplicationScoped
public class Attachments {

    private static final String PORTS = """
            select p.id, p.status, (select string_agg(f.fixed_ip_address || '=' || f.floating_ip_address, ',' order by f.id)
                from floatingip f where f.fixed_port_id = p.id)
            from port p where p.device_id = :server and p.device_owner like 'compute:%' order by p.id
            """;

    /** A line for each rule that lets something in, and one for a group without any. */
    private static final String GROUPS = """
            select g.id, g.name, g.description, g.project_id, r.id, r.protocol, r.port_range_min, r.port_range_max,
                r.remote_ip_prefix, o.name, o.project_id
            from security_group g
                left join security_group_rule r on r.security_group_id = g.id and r.direction = 'ingress'
                left join security_group o on o.id = r.remote_group_id
            where %s
            order by g.name, g.id, r.created_at, r.id
            """;

    private static final String GROUPS_OF_SERVER = GROUPS.formatted("""
            g.id in (
                select s.security_group_id from port_security_group s join port p on p.id = s.port_id
                where p.device_id = :server and p.device_owner like 'compute:%')""");

    private static final String GROUPS_OF_PROJECT = GROUPS.formatted("g.project_id = :project");

    private final Db db;
    private final SecurityGroups groups;

    Attachments(Db db, SecurityGroups groups) {
        this.db = db;
        this.groups = groups;
    }

    public Uni<ServerAttachments> of(UUID serverId) {
        return db.read(tx -> rows(tx, PORTS, "server", serverId.toString())
                .chain(ports -> rows(tx, GROUPS_OF_SERVER, "server", serverId.toString())
                        .map(groups -> new ServerAttachments(
                                ports.stream().map(Attachments::port).toList(), groups(groups)))));
    }

    /** All groups of a project, its default one among them. */
    public Uni<List<SecurityGroup>> groupsOf(String project) {
        return db.withTransaction(tx -> groups.defaultOf(tx, project)
                .chain(() -> rows(tx, GROUPS_OF_PROJECT, "project", project))
                .map(Attachments::groups));
    }

    private static Uni<List<Object[]>> rows(Tx tx, String sql, String key, String value) {
        return tx.session()
                .createNativeQuery(sql, Object[].class)
                .setParameter(key, value)
                .getResultList();
    }

    private static ServerAttachments.Port port(Object[] row) {
        return new ServerAttachments.Port((UUID) row[0], (String) row[1], floating((String) row[2]));
    }

    private static List<FloatingAddress> floating(@Nullable String joined) {
        return joined == null
                ? List.of()
                : Arrays.stream(joined.split(","))
                        .map(text -> text.split("="))
                        .map(parts -> new FloatingAddress(parts[0], parts[1]))
                        .toList();
    }

    private static List<SecurityGroup> groups(List<Object[]> rows) {
        Map<UUID, SecurityGroup> groups = new LinkedHashMap<>();
        for (Object[] row : rows) {
            SecurityGroup group = groups.computeIfAbsent(
                    (UUID) row[0],
                    id -> new SecurityGroup(id, (String) row[1], (String) row[2], (String) row[3], new ArrayList<>()));
            if (row[4] != null) {
                group.rules().add(rule(row));
            }
        }
        return List.copyOf(groups.values());
    }

    private static Rule rule(Object[] row) {
        return new Rule(
                (UUID) row[4],
                Optional.ofNullable((String) row[5]),
                number(row[6]),
                number(row[7]),
                Optional.ofNullable((String) row[8]),
                Optional.ofNullable((String) row[9]).map(name -> new Rule.Group(name, (String) row[10])));
    }

    private static Optional<Integer> number(@Nullable Object value) {
        return Optional.ofNullable((Number) value).map(Number::intValue);
    }
}
