package io.caelum.compute.server;

import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Servers that somebody has lost sight of. Each is marked only if it still is as it was found: two finders do no harm. */
@ApplicationScoped
public class LostServers {

    /** A workflow is recorded in the transaction that marks its server; this is for clocks that differ. */
    private static final Duration YOUNG = Duration.ofSeconds(15);

    private static final int MOST = 100;

    private static final String WITHOUT_WORKFLOW = """
            deleted_at is null and updated_at <= :young
            and not exists (select 1 from workflow w where w.resource_id = s.id and w.finished_at is null)""";

    private static final String FOUND = """
            select id from servers s where (vm_state = 'BUILDING' or task_state is not null) and %s
            order by updated_at limit :most""".formatted(WITHOUT_WORKFLOW);

    private static final String DELETE = """
            update servers s set updated_at = :now where id = :id and task_state = 'DELETING' and %s
            returning *""".formatted(WITHOUT_WORKFLOW);

    private static final String ABANDONED = """
            update servers s set vm_state = 'ERROR', task_state = null, power_state = 0, updated_at = :now,
                fault_code = 500, fault_message = :message, fault_details = :message, fault_at = :now
            where id = :id and (vm_state = 'BUILDING' or task_state is not null)
                and task_state is distinct from 'DELETING' and %s
            returning *""".formatted(WITHOUT_WORKFLOW);

    private static final String EXPLAIN = """
            update servers s set fault_code = coalesce(fault_code, 500), fault_at = coalesce(fault_at, updated_at),
                fault_message = coalesce(nullif(fault_message, ''), 'What led to the error was not recorded.')
                    || ' (step unknown, request ' || coalesce((select request_id from instance_actions a
                        where a.server_id = s.id and request_id ~ '^req-[0-9a-f-]+$' order by id desc limit 1), :request)
                    || ')'
            where deleted_at is null and vm_state = 'ERROR' and updated_at <= :young
                and (fault_code is null or fault_at is null or fault_message is null
                    or fault_message !~ 'step [^,()]+, request req-[0-9a-f-]+')
            returning id""";

    /** The first time only the power state says it: a host that is just at its files may overlook one. */
    private static final String GUEST_MISSING = """
            update servers set power_state = 0,
                vm_state = case power_state when 0 then 'ERROR' else vm_state end,
                updated_at = case power_state when 0 then :now else updated_at end,
                fault_code = case power_state when 0 then 500 else fault_code end,
                fault_message = case power_state when 0 then :message else fault_message end,
                fault_details = case power_state when 0 then :message else fault_details end,
                fault_at = case power_state when 0 then :now else fault_at end
            where id in (:ids) and host = :host and vm_state = 'ACTIVE' and task_state is null and deleted_at is null
            returning *""";

    /** Also after it was said to be gone: the host's files may have been away for a while, and with them all its guests. */
    private static final String GUEST_THERE = """
            update servers set power_state = 1, vm_state = 'ACTIVE', fault_code = null, fault_message = null,
                fault_details = null, fault_at = null,
                updated_at = case vm_state when 'ERROR' then :now else updated_at end
            where id in (:ids) and host = :host and task_state is null and deleted_at is null
                and (vm_state = 'ACTIVE' and power_state = 0
                    or vm_state = 'ERROR' and fault_message like '%(step check-guest,%')""";

    private final Clock clock;

    LostServers(Clock clock) {
        this.clock = clock;
    }

    /** Those for which something is said to be under way, and nobody is at it; the longest abandoned first. */
    public Uni<List<UUID>> withoutWorkflow(Tx tx) {
        return tx.session()
                .createNativeQuery(FOUND, UUID.class)
                .setParameter("young", young())
                .setParameter("most", MOST)
                .getResultList();
    }

    /** Takes a server to be deleted for oneself; null if it is not one, or no longer. */
    public Uni<Server> deletingWithoutWorkflow(Tx tx, UUID id) {
        return tx.session()
                .createNativeQuery(DELETE, Server.class)
                .setParameter("id", id)
                .setParameter("now", clock.instant())
                .setParameter("young", young())
                .getSingleResultOrNull();
    }

    /** Puts a server into error for which anything else was under way; null if it is not one, or no longer. */
    public Uni<Server> abandonedToError(Tx tx, UUID id, String message) {
        return tx.session()
                .createNativeQuery(ABANDONED, Server.class)
                .setParameter("id", id)
                .setParameter("now", clock.instant())
                .setParameter("young", young())
                .setParameter("message", message)
                .getSingleResultOrNull();
    }

    /** @param request the one to name where the server knows none */
    public Uni<List<UUID>> explain(Tx tx, String request) {
        return tx.session()
                .createNativeQuery(EXPLAIN, UUID.class)
                .setParameter("young", young())
                .setParameter("request", request)
                .getResultList();
    }

    /**
     * Their guests are not on the host where they should run.
     *
     * @return those for which that is so for the second time: they are in error now
     */
    public Uni<List<Server>> guestMissing(Tx tx, List<UUID> ids, String host, String message) {
        return tx.session()
                .createNativeQuery(GUEST_MISSING, Server.class)
                .setParameter("now", clock.instant())
                .setParameter("ids", ids)
                .setParameter("host", host)
                .setParameter("message", message)
                .getResultList()
                .map(found -> found.stream()
                        .filter(server -> server.vmState == VmState.ERROR)
                        .toList());
    }

    /** Their guests were missing, and are there. */
    public Uni<Void> guestThere(Tx tx, List<UUID> ids, String host) {
        return tx.session()
                .createNativeQuery(GUEST_THERE)
                .setParameter("now", clock.instant())
                .setParameter("ids", ids)
                .setParameter("host", host)
                .executeUpdate()
                .replaceWithVoid();
    }

    private Instant young() {
        return clock.instant().minus(YOUNG);
    }
}
