package io.caelum.compute.action;

import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The record of what was done to a server, by whom, and how it went. It outlives the server. */
@ApplicationScoped
public class InstanceActions {

    private final Clock clock;

    InstanceActions(Clock clock) {
        this.clock = clock;
    }

    /** Somebody asked for it: {@code create}, {@code delete}... */
    public Uni<Void> begin(Tx tx, UUID server, String action, RequestContext who) {
        var row = new InstanceAction();
        row.serverId = server;
        row.action = action;
        row.requestId = who.requestId();
        row.userId = who.userId();
        row.projectId = who.projectId();
        row.startTime = clock.instant();
        row.updatedAt = row.startTime;
        return tx.session().insert(row);
    }

    /** A part of the newest such action begins. */
    public Uni<Void> eventStarted(Tx tx, UUID server, String action, String event, String host) {
        return tx.session()
                .createNativeQuery("""
                        insert into instance_action_events (action_id, event, host, start_time)
                        select max(id), cast(:event as varchar), cast(:host as varchar), cast(:now as timestamptz)
                        from instance_actions where server_id = :server and action = :action having count(*) > 0""")
                .setParameter("server", server)
                .setParameter("action", action)
                .setParameter("event", event)
                .setParameter("host", host == null ? "" : host)
                .setParameter("now", clock.instant())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The part that began last is over; nothing if none is open. */
    public Uni<Void> eventFinished(Tx tx, UUID server, String event, String error) {
        return tx.session()
                .createNativeQuery("""
                        with finished as (
                            update instance_action_events set finish_time = :now, result = :result,
                                details = nullif(:error, ''), traceback = nullif(:error, '')
                            where finish_time is null and event = :event
                                and action_id in (select id from instance_actions where server_id = :server)
                            returning action_id)
                        update instance_actions set updated_at = :now where id in (select action_id from finished)""")
                .setParameter("server", server)
                .setParameter("event", event)
                .setParameter("result", error.isEmpty() ? "Success" : "Error")
                .setParameter("error", error)
                .setParameter("now", clock.instant())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The newest such action came to nothing. */
    public Uni<Void> failed(Tx tx, UUID server, String action) {
        return tx.session()
                .createNativeQuery("""
                        update instance_actions set message = 'Error', updated_at = :now
                        where id = (select max(id) from instance_actions where server_id = :server and action = :action)""")
                .setParameter("server", server)
                .setParameter("action", action)
                .setParameter("now", clock.instant())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The newest first. The marker is a request id. */
    Uni<List<InstanceAction>> list(Tx tx, UUID server, Page page, Instant since) {
        return markerId(tx, server, page)
                .chain(before -> tx.session()
                        .createSelectionQuery(
                                "from InstanceAction where serverId = :server and id < :before and updatedAt >= :since order by id desc",
                                InstanceAction.class)
                        .setParameter("server", server)
                        .setParameter("before", before)
                        .setParameter("since", since)
                        .setMaxResults(page.limit())
                        .getResultList());
    }

    private Uni<Long> markerId(Tx tx, UUID server, Page page) {
        return page.marker().isEmpty()
                ? Uni.createFrom().item(Long.MAX_VALUE)
                : find(tx, server, page.marker().get())
                        .onItem()
                        .ifNull()
                        .failWith(() -> Fault.badRequest(
                                "marker [%s] not found".formatted(page.marker().get())))
                        .map(action -> action.id);
    }

    Uni<InstanceAction> find(Tx tx, UUID server, String requestId) {
        return tx.session()
                .createSelectionQuery(
                        "from InstanceAction where serverId = :server and requestId = :request order by id desc",
                        InstanceAction.class)
                .setParameter("server", server)
                .setParameter("request", requestId)
                .setMaxResults(1)
                .getSingleResultOrNull();
    }

    Uni<List<InstanceActionEvent>> events(Tx tx, long action) {
        return tx.session()
                .createSelectionQuery(
                        "from InstanceActionEvent where actionId = :action order by id", InstanceActionEvent.class)
                .setParameter("action", action)
                .getResultList();
    }
}
