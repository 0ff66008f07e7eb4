package io.caelum.platform.workflow;

import io.caelum.platform.data.RowJson;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The statements on the table {@code workflow}. */
final class WorkflowRows implements WorkflowStore {

    private static final String HELD = " where id = :id and generation = :generation and step = :from";
    private static final String LEASE_TIME =
            "clock_timestamp() + make_interval(secs => cast(:lease as double precision))";
    private static final String STEP_BEGINS = "attempt = 1, step_began = clock_timestamp(), "
            + "deadline = clock_timestamp() + make_interval(secs => cast(:limit as double precision)), "
            + "wake_at = clock_timestamp(), updated_at = clock_timestamp(), leased_until = " + LEASE_TIME;
    /** While it unwinds the deadline is not an end, but the moment from which somebody is told that it does not succeed. */
    private static final String TOLD_LATER =
            "clock_timestamp() + make_interval(secs => cast(:patience as double precision))";

    private static final String NOBODYS = "owner = null, leased_until = null, updated_at = clock_timestamp()";

    private static final String DEADLINE = "case when step = :to then deadline "
            + "else clock_timestamp() + make_interval(secs => cast(:limit as double precision)) end";
    private static final String WAITING = """
            update workflow set step = :to, data = :data, updated_at = clock_timestamp(),
                attempt = case when step = :to then attempt else 1 end,
                step_began = case when step = :to then step_began else clock_timestamp() end,
                deadline = %1$s,
                wake_at = case when %2$s then %1$s else clock_timestamp() end,
                state = case when %2$s then 'WAITING' else state end,
                owner = case when %2$s then null else owner end,
                leased_until = case when %2$s then null else %3$s end
            """.formatted(DEADLINE, "signals = :seen and not cancel_asked", LEASE_TIME)
            + HELD + " and state = 'RUNNING' returning *";

    private final String process;
    private final Duration lease;
    private final Duration patience;

    /** @param patience how long undoing may fail until somebody is told */
    WorkflowRows(String process, Duration lease, Duration patience) {
        this.process = process;
        this.lease = lease;
        this.patience = patience;
    }

    @Override
    public String process() {
        return process;
    }

    @Override
    public Uni<WorkflowRow> insert(Tx tx, WorkflowRow row, Duration limit) {
        return one(rows(tx, """
                                insert into workflow (id, kind, resource_id, state, step, data, context, trace_parent,
                                    owner, leased_until, wake_at, step_began, deadline, updated_at)
                                values (:id, :kind, :resource, 'RUNNING', :step, :data, :context, :trace, :process,
                                    %s, clock_timestamp(), clock_timestamp(),
                                    clock_timestamp() + make_interval(secs => cast(:limit as double precision)),
                                    clock_timestamp())
                                returning *""".formatted(LEASE_TIME))
                .setParameter("id", row.id)
                .setParameter("kind", row.kind)
                .setParameter("resource", row.resourceId)
                .setParameter("step", row.step)
                .setParameter("data", row.data)
                .setParameter("context", row.context)
                .setParameter("trace", row.traceParent)
                .setParameter("process", process)
                .setParameter("lease", seconds(lease))
                .setParameter("limit", seconds(limit)));
    }

    @Override
    public Uni<WorkflowRow> moved(Tx tx, WorkflowRow row, StepSpec<?> to, String data) {
        return one(held(
                        tx,
                        row,
                        "update workflow set step = :to, data = :data, " + STEP_BEGINS + HELD
                                + " and state = 'RUNNING' and not cancel_asked returning *")
                .setParameter("to", to.name())
                .setParameter("data", data)
                .setParameter("lease", seconds(lease))
                .setParameter("limit", seconds(to.limit())));
    }

    @Override
    public Uni<WorkflowRow> keep(Tx tx, WorkflowRow row, String data) {
        return one(held(
                        tx,
                        row,
                        "update workflow set data = :data, leased_until = " + LEASE_TIME + HELD
                                + " and state = 'RUNNING' returning *")
                .setParameter("data", data)
                .setParameter("lease", seconds(lease)));
    }

    @Override
    public Uni<WorkflowRow> finished(Tx tx, WorkflowRow row, State end, String last, String data) {
        return one(held(
                        tx,
                        row,
                        "update workflow set state = :end, step = :last, data = :data, "
                                + "finished_at = clock_timestamp(), " + NOBODYS + HELD
                                + " and finished_at is null"
                                + (end == State.CANCELLED ? "" : " and not cancel_asked")
                                + " returning *")
                .setParameter("end", end.name())
                .setParameter("last", last)
                .setParameter("data", data));
    }

    @Override
    public Uni<WorkflowRow> waiting(Tx tx, WorkflowRow row, StepSpec<?> in, String data, int seen) {
        return one(held(tx, row, WAITING)
                .setParameter("to", in.name())
                .setParameter("data", data)
                .setParameter("limit", seconds(in.limit()))
                .setParameter("lease", seconds(lease))
                .setParameter("seen", seen));
    }

    @Override
    public Uni<WorkflowRow> postponed(Tx tx, WorkflowRow row, Duration delay) {
        return one(held(
                        tx,
                        row,
                        "update workflow set attempt = attempt + 1, "
                                + "wake_at = clock_timestamp() + make_interval(secs => cast(:delay as double precision)), "
                                + NOBODYS + HELD + " and finished_at is null returning *")
                .setParameter("delay", seconds(delay)));
    }

    @Override
    public Uni<WorkflowRow> released(Tx tx, WorkflowRow row) {
        return one(held(
                tx,
                row,
                "update workflow set wake_at = clock_timestamp(), " + NOBODYS + HELD
                        + " and finished_at is null returning *"));
    }

    @Override
    public Uni<WorkflowRow> unwinding(
            Tx tx, WorkflowRow row, String undo, @Nullable Failure failure, @Nullable RetryFrom again) {
        return one(held(
                        tx,
                        row,
                        "update workflow set state = 'UNDOING', step = :to, failure = :failure, "
                                + "retry_from = :retryFrom, retry_data = :retryData, attempt = 1, deadline = "
                                + TOLD_LATER + ", "
                                + "step_began = clock_timestamp(), wake_at = clock_timestamp(), "
                                + "updated_at = clock_timestamp(), leased_until = " + LEASE_TIME + HELD
                                + " and state = 'RUNNING' returning *")
                .setParameter("to", undo)
                .setParameter("failure", failure == null ? null : RowJson.write(failure))
                .setParameter("retryFrom", again == null ? null : again.step())
                .setParameter("retryData", again == null ? null : RowJson.write(again.data()))
                .setParameter("patience", seconds(patience))
                .setParameter("lease", seconds(lease)));
    }

    @Override
    public Uni<WorkflowRow> toldOfTrouble(Tx tx, WorkflowRow row) {
        return one(held(
                        tx,
                        row,
                        "update workflow set retry_from = null, retry_data = null, deadline = null, "
                                + "updated_at = clock_timestamp(), leased_until = " + LEASE_TIME + HELD
                                + " and state = 'UNDOING' and cancel_asked = " + row.cancelAsked + " returning *")
                .setParameter("lease", seconds(lease)));
    }

    @Override
    public Uni<WorkflowRow> undone(Tx tx, WorkflowRow row, String next) {
        return one(held(
                        tx,
                        row,
                        "update workflow set step = :to, attempt = 1, step_began = clock_timestamp(), "
                                + "wake_at = clock_timestamp(), updated_at = clock_timestamp(), leased_until = "
                                + LEASE_TIME + HELD + " and state = 'UNDOING' returning *")
                .setParameter("to", next)
                .setParameter("lease", seconds(lease)));
    }

    @Override
    public Uni<WorkflowRow> forwardAgain(Tx tx, WorkflowRow row, StepSpec<?> to, String data) {
        return one(held(
                        tx,
                        row,
                        "update workflow set state = 'RUNNING', step = :to, data = :data, failure = null, "
                                + "retry_from = null, retry_data = null, "
                                + STEP_BEGINS + HELD
                                + " and state in ('RUNNING', 'UNDOING') and not cancel_asked returning *")
                .setParameter("to", to.name())
                .setParameter("data", data)
                .setParameter("lease", seconds(lease))
                .setParameter("limit", seconds(to.limit())));
    }

    @Override
    public Uni<WorkflowRow> find(Tx tx, UUID id) {
        return one(rows(tx, "select * from workflow where id = :id").setParameter("id", id));
    }

    @Override
    public Uni<List<WorkflowRow>> leaseDue(Tx tx, Collection<String> kinds, int limit) {
        return rows(tx, """
                        update workflow set owner = :process, generation = generation + 1,
                            state = case when state = 'WAITING' then 'RUNNING' else state end,
                            leased_until = %s, updated_at = clock_timestamp()
                        where id in (
                            select id from workflow
                            where finished_at is null and wake_at <= clock_timestamp() and kind in (:kinds)
                                and (leased_until is null or leased_until < clock_timestamp())
                            order by wake_at limit :limit for update skip locked)
                        returning *""".formatted(LEASE_TIME))
                .setParameter("process", process)
                .setParameter("lease", seconds(lease))
                .setParameter("kinds", kinds)
                .setParameter("limit", limit)
                .getResultList();
    }

    @Override
    public Uni<WorkflowRow> leaseAgain(Tx tx, UUID id, long generation) {
        return one(rows(tx, """
                        update workflow set owner = :process, generation = generation + 1, leased_until = %s,
                            updated_at = clock_timestamp()
                        where id = :id and generation = :generation and owner is null and finished_at is null
                            and state in ('RUNNING', 'UNDOING')
                        returning *""".formatted(LEASE_TIME))
                .setParameter("process", process)
                .setParameter("lease", seconds(lease))
                .setParameter("id", id)
                .setParameter("generation", generation));
    }

    @Override
    public Uni<List<WorkflowRow>> signal(Tx tx, String kind, UUID resource, Run.Signal signal) {
        return rows(tx, """
                        update workflow set signals = signals + 1, signal_log = signal_log || :line, %s
                        where kind = :kind and resource_id = :resource and finished_at is null
                        returning *""".formatted(wakeIf("state = 'WAITING'")))
                .setParameter("process", process)
                .setParameter("lease", seconds(lease))
                .setParameter("kind", kind)
                .setParameter("resource", resource)
                .setParameter("line", RowJson.write(signal) + "\n")
                .getResultList();
    }

    @Override
    public Uni<List<WorkflowRow>> cancel(Tx tx, String kind, UUID resource) {
        return rows(tx, """
                        update workflow set cancel_asked = true, %s,
                            deadline = case when state = 'UNDOING' then %s else deadline end
                        where kind = :kind and resource_id = :resource and finished_at is null
                        returning *""".formatted(wakeIf("owner is null"), TOLD_LATER))
                .setParameter("patience", seconds(patience))
                .setParameter("process", process)
                .setParameter("lease", seconds(lease))
                .setParameter("kind", kind)
                .setParameter("resource", resource)
                .getResultList();
    }

    /** {@link WorkflowRow#wokenFor} knows those that this woke by their two equal times. */
    private static String wakeIf(String condition) {
        return """
               updated_at = statement_timestamp(),
               wake_at = case when %1$s then statement_timestamp() else wake_at end,
               owner = case when %1$s then :process else owner end,
               leased_until = case when %1$s then %2$s else leased_until end,
               generation = generation + case when %1$s then 1 else 0 end,
               state = case when state = 'WAITING' then 'RUNNING' else state end""".formatted(condition, LEASE_TIME);
    }

    @Override
    public Uni<Boolean> lockUnfinished(Tx tx, String kind, UUID resource) {
        return tx.session()
                .createNativeQuery("""
                        select 1 from workflow
                        where kind = :kind and resource_id = :resource and finished_at is null
                        for update""", Integer.class)
                .setParameter("kind", kind)
                .setParameter("resource", resource)
                .getResultList()
                .map(found -> !found.isEmpty());
    }

    @Override
    public Uni<List<UUID>> renew(Tx tx, Collection<UUID> ids) {
        return tx.session()
                .createNativeQuery(
                        "update workflow set leased_until = " + LEASE_TIME
                                + " where id in (:ids) and owner = :process and finished_at is null returning id",
                        UUID.class)
                .setParameter("ids", ids)
                .setParameter("process", process)
                .setParameter("lease", seconds(lease))
                .getResultList();
    }

    @Override
    public Uni<Integer> deleteFinished(Tx tx, Duration after, int limit) {
        return tx.session()
                .createNativeQuery("""
                        delete from workflow where id in (
                            select id from workflow
                            where finished_at < clock_timestamp() - make_interval(secs => cast(:after as double precision))
                            limit :limit for update skip locked)""")
                .setParameter("after", seconds(after))
                .setParameter("limit", limit)
                .executeUpdate();
    }

    @Override
    public Uni<Census> census(Tx tx) {
        return tx.session()
                .createNativeQuery("""
                        select state, count(*),
                            cast(coalesce(max(case when finished_at is null and wake_at < clock_timestamp()
                                and (leased_until is null or leased_until < clock_timestamp())
                                then extract(epoch from clock_timestamp() - greatest(wake_at, leased_until)) end), 0)
                                as double precision),
                            cast(coalesce(max(case when finished_at is null
                                then extract(epoch from clock_timestamp() - step_began) end), 0) as double precision)
                        from workflow group by state""", Object[].class)
                .getResultList()
                .map(WorkflowRows::counted);
    }

    private static Census counted(List<Object[]> lines) {
        var byState = new TreeMap<String, Long>();
        double overdue = 0;
        double longest = 0;
        for (Object[] line : lines) {
            byState.put((String) line[0], ((Number) line[1]).longValue());
            overdue = Math.max(overdue, ((Number) line[2]).doubleValue());
            longest = Math.max(longest, ((Number) line[3]).doubleValue());
        }
        return new Census(byState, millis(overdue), millis(longest));
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    /** A record of progress; it comes last in its transaction. */
    private Mutiny.SelectionQuery<WorkflowRow> held(Tx tx, WorkflowRow row, String sql) {
        return tx.sessionForTheLast()
                .createNativeQuery(sql, WorkflowRow.class)
                .setParameter("id", row.id)
                .setParameter("generation", row.generation)
                .setParameter("from", row.step);
    }

    private static Mutiny.SelectionQuery<WorkflowRow> rows(Tx tx, String sql) {
        return tx.session().createNativeQuery(sql, WorkflowRow.class);
    }

    private static Uni<WorkflowRow> one(Mutiny.SelectionQuery<WorkflowRow> query) {
        return query.getResultList().map(found -> found.isEmpty() ? null : found.getFirst());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
