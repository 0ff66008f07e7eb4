package io.caelum.network.surroundings;

import io.caelum.network.port.AllowedPair;
import io.caelum.network.securitygroup.RuleProtocols;
import io.caelum.platform.contract.network.SecurityGroupState;
import io.caelum.platform.contract.network.SecurityGroupState.Rule;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Security groups as agents need them, for any number of groups with three queries. */
@ApplicationScoped
class GroupStates {

    private static final String RULES = """
            select r.security_group_id, r.id, r.direction, r.ethertype, r.protocol, r.port_range_min, r.port_range_max,
                r.remote_ip_prefix, r.remote_group_id
            from security_group_rule r where r.security_group_id in :ids order by r.created_at, r.id
            """;

    /** Addresses of the members, with what these may send as beside; only of groups that a rule names. */
    private static final String MEMBERS = """
            select g.security_group_id, a.ip_address, p.allowed_address_pairs
            from port_security_group g join port p on p.id = g.port_id join port_address a on a.port_id = p.id
            where g.security_group_id in :ids
                and exists (select 1 from security_group_rule r where r.remote_group_id = g.security_group_id)
            order by a.ip_address
            """;

    /** The groups of the ports on a host or about to come to it, and those that their rules name. */
    private static final String ON_HOST = """
            with own as (select g.security_group_id as id
                from port_security_group g join port p on p.id = g.port_id where p.binding_host = :host
                union select g.security_group_id
                from port_security_group g join port_move m on m.port_id = g.port_id where m.host = :host)
            select id from own
            union select r.remote_group_id from own join security_group_rule r on r.security_group_id = own.id
                and r.remote_group_id is not null
            """;

    /** Hosts with ports in these groups, or in groups whose rules name these; with what they have to know. */
    private static final String CONCERNED = """
            select distinct p.host, c.told
            from (select g.id as has, g.id as told from security_group g where g.id in :ids
                union select r.security_group_id, r.remote_group_id from security_group_rule r
                    where r.remote_group_id in :ids
                union select r.security_group_id, r.remote_group_id from security_group_rule r
                    where r.security_group_id in :ids and r.remote_group_id is not null) c
                join port_security_group g on g.security_group_id = c.has
                join (select id, binding_host as host from port
                        where binding_host <> '' and vif_type <> 'binding_failed'
                    union select port_id, host from port_move) p on p.id = g.port_id
            """;

    /** Which host has to be told of which groups. */
    Uni<Map<String, Set<UUID>>> concerned(Tx tx, Collection<UUID> ids) {
        return tx.session()
                .createNativeQuery(CONCERNED, Object[].class)
                .setParameter("ids", ids)
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> (String) row[0],
                                LinkedHashMap::new,
                                Collectors.mapping(row -> (UUID) row[1], Collectors.toSet()))));
    }

    Uni<List<UUID>> onHost(Tx tx, String host) {
        return tx.session()
                .createNativeQuery(ON_HOST, UUID.class)
                .setParameter("host", host)
                .getResultList();
    }

    /** The number is drawn before the rows are read: of two states the one with the higher number has seen more. */
    Uni<List<SecurityGroupState>> of(Tx tx, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return tx.session()
                .createNativeQuery("select nextval('plan_revision')", Long.class)
                .getSingleResult()
                .chain(revision -> rows(tx, RULES, ids)
                        .chain(rules -> rows(tx, MEMBERS, ids)
                                .map(members -> ids.stream()
                                        .map(id -> new SecurityGroupState(
                                                id, revision, rules(id, rules), members(id, members)))
                                        .toList())));
    }

    private static Uni<List<Object[]>> rows(Tx tx, String sql, Collection<UUID> ids) {
        return tx.session()
                .createNativeQuery(sql, Object[].class)
                .setParameter("ids", ids)
                .getResultList();
    }

    private static List<Rule> rules(UUID group, List<Object[]> rows) {
        return rows.stream()
                .filter(row -> group.equals(row[0]))
                .map(row -> new Rule(
                        (UUID) row[1],
                        (String) row[2],
                        (String) row[3],
                        RuleProtocols.number((String) row[4], (String) row[3]),
                        number(row[5]),
                        number(row[6]),
                        Optional.ofNullable((String) row[7]),
                        Optional.ofNullable((UUID) row[8])))
                .toList();
    }

    private static List<String> members(UUID group, List<Object[]> rows) {
        var members = new LinkedHashSet<String>();
        rows.stream().filter(row -> group.equals(row[0])).forEach(row -> {
            members.add((String) row[1]);
            AllowedPair.contracts((String) row[2]).forEach(pair -> members.add(pair.ipAddress()));
        });
        return List.copyOf(members);
    }

    private static Optional<Integer> number(@Nullable Object value) {
        return Optional.ofNullable((Number) value).map(Number::intValue);
    }
}
