package io.caelum.network.quota;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Limits and what is used of them. Used is what there is: rows are counted, not booked, so the figures cannot drift. The
 * count comes after the insert and behind a lock for the project, so those who come together are counted one by one.
 */
@ApplicationScoped
public class Quotas {

    private static final String LOCK = "select 1 from (select pg_advisory_xact_lock(hashtextextended($1, 0))) locked";

    /** A statement of its own behind the lock, so that it sees what those had inserted who held the lock before. */
    private static final String FITS = """
            with own as (select coalesce((select q.hard_limit from quota q
                where q.project_id = :project and q.resource = :resource), :standard) as most)
            select most < 0 or (select count(*) from %s where project_id = :project) <= most from own
            """;

    /**
     * Fails with OverQuota if the rows that this transaction has inserted are too many. To be called after the inserts
     * and last in the transaction: until its end others of the project wait.
     *
     * @param projects whose rows were inserted
     */
    public Uni<Void> require(Tx tx, NetworkQuota quota, Collection<String> projects) {
        return Multi.createFrom()
                .iterable(new TreeSet<>(projects))
                .onItem()
                .transformToUniAndConcatenate(project -> require(tx, quota, project))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> require(Tx tx, NetworkQuota quota, String project) {
        tx.ahead(LOCK, "quota " + quota.wireName() + " " + project);
        return tx.sessionForTheLast()
                .createNativeQuery(FITS.formatted(quota.wireName()), Boolean.class)
                .setParameter("project", project)
                .setParameter("resource", quota.wireName())
                .setParameter("standard", quota.standard())
                .getSingleResult()
                .invoke(fits -> {
                    if (!fits) {
                        throw NetworkFaults.overQuota(List.of(quota.wireName()));
                    }
                })
                .replaceWithVoid();
    }

    /** Whether so many more would be within the limit now; a hint, not a promise. */
    public Uni<Boolean> allows(Tx tx, NetworkQuota quota, String project, int more) {
        return own(tx, project)
                .map(own -> own.getOrDefault(quota, quota.standard()))
                .chain(limit -> limit < 0
                        ? Uni.createFrom().item(true)
                        : used(tx, quota, project).map(used -> used + more <= limit));
    }

    Uni<Long> used(Tx tx, NetworkQuota quota, String project) {
        return tx.session()
                .createNativeQuery(
                        "select count(*) from " + quota.wireName() + " where project_id = :project", Long.class)
                .setParameter("project", project)
                .getSingleResult();
    }

    /** The limits that were set for a project. */
    Uni<Map<NetworkQuota, Long>> own(Tx tx, String project) {
        return tx.session()
                .createSelectionQuery("from Quota q where q.projectId = :project", Quota.class)
                .setParameter("project", project)
                .getResultList()
                .map(Quotas::limits);
    }

    /** All projects for which limits were set. */
    Uni<Map<String, Map<NetworkQuota, Long>>> ofAll(Tx tx) {
        return tx.session()
                .createSelectionQuery("from Quota q order by q.projectId", Quota.class)
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> row.projectId,
                                TreeMap::new,
                                Collectors.collectingAndThen(Collectors.toList(), Quotas::limits))));
    }

    Uni<Void> set(Tx tx, String project, Map<NetworkQuota, Long> limits) {
        return Multi.createFrom()
                .iterable(limits.entrySet())
                .onItem()
                .transformToUniAndConcatenate(limit -> set(tx, project, limit.getKey(), limit.getValue()))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static Uni<Integer> set(Tx tx, String project, NetworkQuota quota, long limit) {
        return tx.session()
                .createNativeQuery("""
                        insert into quota (project_id, resource, hard_limit) values (:project, :resource, :limit)
                        on conflict (project_id, resource) do update set hard_limit = excluded.hard_limit
                        """)
                .setParameter("project", project)
                .setParameter("resource", quota.wireName())
                .setParameter("limit", limit)
                .executeUpdate();
    }

    Uni<Integer> clear(Tx tx, String project) {
        return tx.session()
                .createMutationQuery("delete from Quota q where q.projectId = :project")
                .setParameter("project", project)
                .executeUpdate();
    }

    private static Map<NetworkQuota, Long> limits(List<Quota> rows) {
        return rows.stream()
                .filter(row -> NetworkQuota.named(row.resource).isPresent())
                .collect(
                        Collectors.toMap(row -> NetworkQuota.named(row.resource).orElseThrow(), row -> row.hardLimit));
    }
}
