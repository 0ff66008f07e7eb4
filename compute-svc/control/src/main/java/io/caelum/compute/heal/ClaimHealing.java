package io.caelum.compute.heal;

import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Claims on hosts: of the servers that are there, no others, and summed up rightly. */
@ApplicationScoped
class ClaimHealing {

    private static final Logger LOG = Logger.getLogger(ClaimHealing.class);
    private static final Duration YOUNG = Duration.ofSeconds(15);

    private static final String NOBODYS = """
            with gone as (
                delete from allocations a
                where not exists (select 1 from servers s
                        where s.id = a.server_id and s.deleted_at is null
                            and (s.host = a.host or s.updated_at > :young))
                    and not exists (select 1 from workflow w
                        where w.resource_id = a.server_id and w.finished_at is null)
                    and not exists (select 1 from migrations m
                        where m.id = a.server_id and m.source_host = a.host
                            and (m.ended_at is null or m.updated_at > :young))
                returning *),
            freed as (
                update hosts h set vcpus_used = h.vcpus_used - g.vcpus, memory_mb_used = h.memory_mb_used - g.memory_mb,
                    disk_gb_used = h.disk_gb_used - g.disk_gb, servers = h.servers - g.servers
                from (select host, count(*) as servers, sum(vcpus) as vcpus, sum(memory_mb) as memory_mb,
                    sum(disk_gb) as disk_gb from gone group by host) g
                where h.name = g.host)
            select server_id from gone""";

    private static final String MISSING = """
            with made as (
                insert into allocations (server_id, host, vcpus, memory_mb, disk_gb)
                select s.id, s.host, s.vcpus, s.memory_mb, s.root_gb + s.ephemeral_gb from servers s
                where s.deleted_at is null and s.updated_at <= :young
                    and s.host in (select name from hosts)
                    and not exists (select 1 from allocations a where a.server_id = s.id)
                    and not exists (select 1 from workflow w where w.resource_id = s.id and w.finished_at is null)
                on conflict do nothing
                returning *),
            counted as (
                update hosts h set vcpus_used = h.vcpus_used + m.vcpus, memory_mb_used = h.memory_mb_used + m.memory_mb,
                    disk_gb_used = h.disk_gb_used + m.disk_gb, servers = h.servers + m.servers
                from (select host, count(*) as servers, sum(vcpus) as vcpus, sum(memory_mb) as memory_mb,
                    sum(disk_gb) as disk_gb from made group by host) m
                where h.name = m.host)
            select server_id from made""";

    /** Open, though its server neither waits to be confirmed nor is on its way. */
    private static final String STALE = """
            update migrations m set ended_at = :now, updated_at = :now, status = 'ERROR'
            where ended_at is null and updated_at <= :young
                and not exists (select 1 from servers s where s.id = m.server_id and s.deleted_at is null
                    and s.vm_state = 'RESIZED')
                and not exists (select 1 from workflow w where w.resource_id = m.server_id and w.finished_at is null)
            returning server_id""";

    private static final String SUMS = """
            select h.name from hosts h cross join lateral (
                select count(*) as servers, coalesce(sum(vcpus), 0) as vcpus,
                    coalesce(sum(memory_mb), 0) as memory_mb, coalesce(sum(disk_gb), 0) as disk_gb
                from allocations a where a.host = h.name) c
            where (h.servers, h.vcpus_used, h.memory_mb_used, h.disk_gb_used)
                is distinct from (c.servers, c.vcpus, c.memory_mb, c.disk_gb)
            order by h.name""";

    private static final String LOCK = "select name from hosts where name in (:names) order by name for update";

    private static final String COUNT_AGAIN = """
            update hosts h set servers = c.servers, vcpus_used = c.vcpus, memory_mb_used = c.memory_mb,
                disk_gb_used = c.disk_gb
            from (select n.name, count(a.server_id) as servers, coalesce(sum(a.vcpus), 0) as vcpus,
                    coalesce(sum(a.memory_mb), 0) as memory_mb, coalesce(sum(a.disk_gb), 0) as disk_gb
                from hosts n left join allocations a on a.host = n.name where n.name in (:names) group by n.name) c
            where h.name = c.name and (h.servers, h.vcpus_used, h.memory_mb_used, h.disk_gb_used)
                is distinct from (c.servers, c.vcpus, c.memory_mb, c.disk_gb)""";

    private final Db db;
    private final Clock clock;

    ClaimHealing(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    Uni<Void> heal() {
        return apart(this::endStale)
                .chain(() -> apart(tx -> change(tx, NOBODYS, "claims without a server were released")))
                .chain(() -> apart(tx -> change(tx, MISSING, "servers without a claim got theirs back")))
                .chain(() -> apart(ClaimHealing::countAgainWhereWrong));
    }

    /** What the other host has goes when it reports, and the claim on it next. */
    private Uni<Void> endStale(Tx tx) {
        return tx.session()
                .createNativeQuery(STALE, UUID.class)
                .setParameter("now", clock.instant())
                .setParameter("young", clock.instant().minus(YOUNG))
                .getResultList()
                .invoke(ids -> {
                    if (!ids.isEmpty()) {
                        LOG.warnf("migrations that nobody is at were ended: server_ids=%s", ids);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> apart(Function<Tx, Uni<Void>> cure) {
        return Treatment.apart("claims on hosts are healed", () -> db.withTransaction(cure));
    }

    private static Uni<Void> countAgainWhereWrong(Tx tx) {
        return tx.session()
                .createNativeQuery(SUMS, String.class)
                .getResultList()
                .chain(wrong -> wrong.isEmpty() ? Uni.createFrom().voidItem() : countAgain(tx, wrong));
    }

    private Uni<Void> change(Tx tx, String sql, String what) {
        return tx.session()
                .createNativeQuery(sql, UUID.class)
                .setParameter("young", clock.instant().minus(YOUNG))
                .getResultList()
                .invoke(ids -> {
                    if (!ids.isEmpty()) {
                        LOG.warnf("%s: server_ids=%s", what, ids);
                    }
                })
                .replaceWithVoid();
    }

    /** Whoever claims or releases changes the host's row in the same statement: with that locked the sum stands still. */
    private static Uni<Void> countAgain(Tx tx, List<String> names) {
        return tx.session()
                .createNativeQuery(LOCK, String.class)
                .setParameter("names", names)
                .getResultList()
                .chain(() -> tx.session()
                        .createNativeQuery(COUNT_AGAIN)
                        .setParameter("names", names)
                        .executeUpdate())
                .invoke(count -> {
                    if (count > 0) {
                        LOG.warnf("hosts were counted again: hosts=%s", names);
                    }
                })
                .replaceWithVoid();
    }
}
