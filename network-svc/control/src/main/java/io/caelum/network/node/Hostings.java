package io.caelum.network.node;

import io.caelum.network.agent.AgentSettings;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows that say who hosts what. */
@ApplicationScoped
class Hostings {

    record Live(String host, long load) {}

    record Due(UUID resourceId, NodeKind kind, String host) {}

    private static final String NUMBERED = """
            select h.resource_id, h.host, h.digest, h.ready_revision >= h.told_revision, nextval('plan_revision')
            from hosting h where h.kind = :kind and h.host <> '' and\s""";

    /** Those who live, the least loaded first. */
    private static final String LIVE = """
            select a.host, (select count(*) from hosting h where h.host = a.host and h.kind = :kind) as load
            from agent a where a.agent_type = :type and a.admin_state_up and a.heartbeat_at > :alive
            order by load, a.host
            """;

    private static final String HOMELESS_ROUTERS = """
            select r.id from router r where not exists (select 1 from hosting h where h.resource_id = r.id)
                and exists (select 1 from port p where p.device_id = cast(r.id as text)
                    and p.device_owner in ('network:router_interface', 'network:router_gateway'))
            order by r.created_at limit 50
            """;

    private static final String HOMELESS_NETWORKS = """
            select n.id from network n where not exists (select 1 from hosting h where h.resource_id = n.id)
                and exists (select 1 from subnet s where s.network_id = n.id and s.enable_dhcp)
            order by n.created_at limit 50
            """;

    private static final String FORSAKEN = """
            select h.resource_id, h.kind, h.host from hosting h
            where h.kind = :kind and h.host <> '' and not exists (
                select 1 from agent a where a.host = h.host and a.agent_type = :type and a.heartbeat_at > :since)
            order by h.resource_id limit 50
            """;

    private static final String LEASE = """
            update hosting set due_at = :next where resource_id in (
                select resource_id from hosting where due_at <= :now and host <> '' order by due_at limit 50
                for update skip locked)
            returning resource_id, kind, host
            """;

    /** An administrator may give what he has taken away; otherwise what is hosted stays where it is. */
    private static final String ASSIGN = """
            insert into hosting (resource_id, kind, host, told_revision, ready_revision, digest, due_at)
            values (:id, :kind, :host, 0, 0, '', :now)
            on conflict (resource_id) do update set host = excluded.host, digest = '', due_at = excluded.due_at
                where hosting.host = :from
            """;

    @Inject
    AgentSettings agents;

    @Inject
    Clock clock;

    Uni<List<Hosting>> numbered(Tx tx, NodeKind kind, Collection<UUID> ids) {
        return tx.session()
                .createNativeQuery(NUMBERED + "h.resource_id in :ids", Object[].class)
                .setParameter("kind", kind.name())
                .setParameter("ids", ids)
                .getResultList()
                .map(rows -> rows.stream().map(Hosting::of).toList());
    }

    Uni<List<Hosting>> numberedOn(Tx tx, NodeKind kind, String host) {
        return tx.session()
                .createNativeQuery(NUMBERED + "h.host = :host", Object[].class)
                .setParameter("kind", kind.name())
                .setParameter("host", host)
                .getResultList()
                .map(rows -> rows.stream().map(Hosting::of).toList());
    }

    Uni<Optional<String>> hostOf(Tx tx, UUID id) {
        return tx.session()
                .createNativeQuery("select host from hosting where resource_id = :id and host <> ''", String.class)
                .setParameter("id", id)
                .getResultList()
                .map(rows -> rows.stream().findFirst());
    }

    Uni<List<UUID>> on(Tx tx, NodeKind kind, String host) {
        return tx.session()
                .createNativeQuery(
                        "select resource_id from hosting where host = :host and kind = :kind order by resource_id",
                        UUID.class)
                .setParameter("host", host)
                .setParameter("kind", kind.name())
                .getResultList();
    }

    Uni<List<Live>> live(Tx tx, NodeKind kind) {
        return tx.session()
                .createNativeQuery(LIVE, Object[].class)
                .setParameter("kind", kind.name())
                .setParameter("type", kind.agentType())
                .setParameter("alive", clock.instant().minus(agents.agentDownAfter()))
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Live((String) row[0], ((Number) row[1]).longValue()))
                        .toList());
    }

    Uni<List<UUID>> homeless(Tx tx, NodeKind kind) {
        return tx.session()
                .createNativeQuery(kind == NodeKind.ROUTER ? HOMELESS_ROUTERS : HOMELESS_NETWORKS, UUID.class)
                .getResultList();
    }

    Uni<List<Due>> forsaken(Tx tx, NodeKind kind, Instant since) {
        return tx.session()
                .createNativeQuery(FORSAKEN, Object[].class)
                .setParameter("kind", kind.name())
                .setParameter("type", kind.agentType())
                .setParameter("since", since)
                .getResultList()
                .map(rows -> rows.stream().map(Hostings::due).toList());
    }

    Uni<List<Due>> lease(Tx tx, Instant now, Instant next) {
        return tx.session()
                .createNativeQuery(LEASE, Object[].class)
                .setParameter("now", now)
                .setParameter("next", next)
                .getResultList()
                .map(rows -> rows.stream().map(Hostings::due).toList());
    }

    private static Due due(Object[] row) {
        return new Due((UUID) row[0], NodeKind.valueOf((String) row[1]), (String) row[2]);
    }

    /** Whether it was: from this host (empty: from nobody) to that one. */
    Uni<Boolean> assign(Tx tx, NodeKind kind, UUID id, String from, String host) {
        return tx.session()
                .createNativeQuery(ASSIGN)
                .setParameter("id", id)
                .setParameter("kind", kind.name())
                .setParameter("host", host)
                .setParameter("from", from)
                .setParameter("now", clock.instant())
                .executeUpdate()
                .map(count -> count > 0);
    }

    /** Takes it from its host; nobody takes it up by himself. */
    Uni<Boolean> leave(Tx tx, UUID id, String host) {
        return tx.session()
                .createNativeQuery("update hosting set host = '', digest = '' where resource_id = :id and host = :host")
                .setParameter("id", id)
                .setParameter("host", host)
                .executeUpdate()
                .map(count -> count > 0);
    }

    /** The host, if there was one; the row is gone. */
    Uni<Optional<String>> remove(Tx tx, UUID id) {
        return tx.session()
                .createNativeQuery("delete from hosting where resource_id = :id returning host", String.class)
                .setParameter("id", id)
                .getResultList()
                .map(rows -> rows.stream().filter(host -> !host.isEmpty()).findFirst());
    }

    Uni<Long> nextRevision(Tx tx) {
        return tx.session()
                .createNativeQuery("select nextval('plan_revision')", Long.class)
                .getSingleResult();
    }
}
