package io.caelum.compute.quota;

import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Limits and what is used of them. Nothing is kept twice: what is used is counted, in the transaction of the change that
 * needs it and under a lock which makes the changes of one project follow each other, so nobody can overdraw.
 */
@ApplicationScoped
public class Quotas {

    static final String DEFAULT_CLASS = "class:default";

    /**
     * Lets a request make servers, and keeps others of the project waiting until this transaction ends.
     *
     * @return how many of the {@code wanted} there is room for
     * @throws Fault FORBIDDEN with the figures, if it is fewer than {@code atLeast}
     */
    public Uni<Integer> reserveServers(Tx tx, String project, int atLeast, int wanted, int vcpus, int memoryMb) {
        return lock(tx, project)
                .chain(() -> limits(tx, project))
                .chain(limits -> usage(tx, project).map(usage -> new ServerRoom(limits, usage, vcpus, memoryMb)))
                .map(room -> room.grant(atLeast, wanted));
    }

    /**
     * Lets a server become larger, as {@link #reserveServers} lets new ones be made.
     *
     * @param vcpus more than it has now; what is negative needs no room
     * @throws Fault FORBIDDEN with the figures
     */
    public Uni<Void> reserveGrowth(Tx tx, String project, int vcpus, int memoryMb) {
        return lock(tx, project)
                .chain(() -> limits(tx, project))
                .chain(limits -> usage(tx, project).map(usage -> new ServerRoom(limits, usage, vcpus, memoryMb)))
                .invoke(ServerRoom::requireGrowth)
                .replaceWithVoid();
    }

    /** Taken for the transaction: the count after it sees what everybody before has made. */
    private static Uni<Void> lock(Tx tx, String project) {
        return tx.session()
                .createNativeQuery(
                        "select 1 from (select pg_advisory_xact_lock(hashtextextended(:project, 0))) as locked",
                        Integer.class)
                .setParameter("project", "quota:" + project)
                .getSingleResult()
                .replaceWithVoid();
    }

    /** Refuses when {@code used + 1} is more than the owner may have; counts under the owner's lock. */
    public Uni<Void> requireRoomFor(
            Tx tx, ComputeQuota quota, String owner, String limitsOf, Uni<Long> count, String message) {
        return lock(tx, owner)
                .chain(() -> limits(tx, limitsOf))
                .chain(limits -> count.invoke(used -> {
                    int limit = limits.get(quota);
                    if (limit >= 0 && used >= limit) {
                        throw Fault.forbidden(message);
                    }
                }))
                .replaceWithVoid();
    }

    public Uni<Map<ComputeQuota, Integer>> limits(Tx tx, String project) {
        return read(tx, List.of(DEFAULT_CLASS, project));
    }

    Uni<Map<ComputeQuota, Integer>> defaults(Tx tx) {
        return read(tx, List.of(DEFAULT_CLASS));
    }

    /** Later owners win over earlier ones, and all over the built-in figures. */
    private static Uni<Map<ComputeQuota, Integer>> read(Tx tx, List<String> owners) {
        return tx.session()
                .createNativeQuery(
                        "select owner, resource, value from quota_limits where owner in (:owners)", Tuple.class)
                .setParameter("owners", owners)
                .getResultList()
                .map(rows -> merge(rows, owners));
    }

    private static Map<ComputeQuota, Integer> merge(List<Tuple> rows, List<String> owners) {
        var limits = new EnumMap<ComputeQuota, Integer>(ComputeQuota.class);
        for (ComputeQuota quota : ComputeQuota.values()) {
            limits.put(quota, quota.standard());
        }
        for (String owner : owners) {
            rows.stream()
                    .filter(row -> row.get(0, String.class).equals(owner))
                    .forEach(row -> ComputeQuota.named(row.get(1, String.class))
                            .ifPresent(quota -> limits.put(quota, row.get(2, Integer.class))));
        }
        return limits;
    }

    /** All servers that are not deleted, failed ones too; those on their way to another size count with the larger one. */
    Uni<ServerUsage> usage(Tx tx, String project) {
        return tx.session()
                .createNativeQuery("""
                        select count(*), coalesce(sum(greatest(s.vcpus, m.vcpus)), 0),
                            coalesce(sum(greatest(s.memory_mb, m.memory_mb)), 0)
                        from servers s left join migrations m on m.server_id = s.id and m.ended_at is null
                        where s.project_id = :project and s.deleted_at is null""", Tuple.class)
                .setParameter("project", project)
                .getSingleResult()
                .map(row -> new ServerUsage(whole(row, 0), whole(row, 1), whole(row, 2)));
    }

    private static int whole(Tuple row, int column) {
        return Math.clamp(row.get(column, Number.class).longValue(), 0, Integer.MAX_VALUE);
    }

    Uni<Void> set(Tx tx, String owner, Map<ComputeQuota, Integer> values) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (var value : values.entrySet()) {
            done = done.chain(() -> set(tx, owner, value.getKey(), value.getValue()));
        }
        return done;
    }

    private static Uni<Void> set(Tx tx, String owner, ComputeQuota quota, int value) {
        return tx.session()
                .createNativeQuery("""
                        insert into quota_limits (owner, resource, value) values (:owner, :resource, :value)
                        on conflict (owner, resource) do update set value = excluded.value""")
                .setParameter("owner", owner)
                .setParameter("resource", quota.wireName())
                .setParameter("value", value)
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Void> reset(Tx tx, String owner) {
        return tx.session()
                .createNativeQuery("delete from quota_limits where owner = :owner")
                .setParameter("owner", owner)
                .executeUpdate()
                .replaceWithVoid();
    }
}
