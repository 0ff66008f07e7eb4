package io.caelum.compute.action;

import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The record of what was done to a server, by whom, and how it went. It outlives the server. */
@ApplicationScoped
public class InstanceActions {

    private static final String EVENT_STARTED = """
            insert into instance_action_events (action_id, event, host, start_time)
            select max(id), cast($1 as varchar), cast($2 as varchar), cast($3 as timestamptz)
            from instance_actions where server_id = $4 and action = $5 having count(*) > 0""";

    private static final String EVENT_FINISHED = """
            with finished as (
                update instance_action_events set finish_time = $1, result = $2, details = nullif($3, ''),
                    traceback = nullif($3, '')
                where finish_time is null and event = $4
                    and action_id in (select id from instance_actions where server_id = $5)
                returning action_id)
            update instance_actions set updated_at = $1 where id in (select action_id from finished)""";

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
        return Uni.createFrom()
                .voidItem()
                .invoke(() -> tx.ahead(EVENT_STARTED, event, host == null ? "" : host, now(), server, action));
    }

    /** The part that began last is over; nothing if none is open. */
    public Uni<Void> eventFinished(Tx tx, UUID server, String event, String error) {
        return Uni.createFrom()
                .voidItem()
                .invoke(() ->
                        tx.ahead(EVENT_FINISHED, now(), error.isEmpty() ? "Success" : "Error", error, event, server));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
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
