package io.caelum.compute.action;

import static io.caelum.compute.policy.ComputePolicy.ACTIONS_READ;
import static io.caelum.compute.policy.ComputePolicy.ACTION_EVENTS;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Links.Link;
import io.caelum.compute.http.Query;
import io.caelum.compute.http.Times;
import io.caelum.compute.server.ServerId;
import io.caelum.compute.server.Servers;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Path("/v2.1/servers/{server}/os-instance-actions")
class InstanceActionResource {

    private static final int MAXIMUM = 1000;

    private final Db db;
    private final Servers servers;
    private final InstanceActions actions;
    private final Asked asked;

    InstanceActionResource(Db db, Servers servers, InstanceActions actions, Asked asked) {
        this.db = db;
        this.servers = servers;
        this.actions = actions;
        this.asked = asked;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Many(List<InstanceActionView> instanceActions, List<Link> links) {}

    record One(InstanceActionView instanceAction) {}

    @GET
    public Uni<Many> list(String server, @Context UriInfo uri) {
        RequestContext who = ACTIONS_READ.check();
        UUID id = ServerId.of(server);
        Query query = Query.of(uri);
        boolean paged = asked.atLeast(2, 58);
        Page page = paged ? query.page(MAXIMUM) : new Page(MAXIMUM, Optional.empty());
        Instant since = paged
                ? query.first("changes-since")
                        .map(text -> Times.parse("changes-since", text))
                        .orElse(Instant.EPOCH)
                : Instant.EPOCH;
        return db.read(tx -> servers.requireRecord(tx, who, id, asked.atLeast(2, 21))
                        .chain(() -> actions.list(tx, id, page, since)))
                .map(found -> new Many(
                        found.stream()
                                .map(action -> InstanceActionView.of(action, asked))
                                .toList(),
                        paged ? next(server, query, page, found) : null));
    }

    private List<Link> next(String server, Query query, Page page, List<InstanceAction> found) {
        return !found.isEmpty() && found.size() == page.limit()
                ? asked.links()
                        .next("servers/" + server + "/os-instance-actions", query.asMap(), found.getLast().requestId)
                : null;
    }

    @GET
    @Path("{request}")
    public Uni<One> show(String server, String request) {
        RequestContext who = ACTIONS_READ.check();
        UUID id = ServerId.of(server);
        boolean showsEvents = ACTION_EVENTS.allows(who) || asked.atLeast(2, 51);
        return db.read(tx -> servers.requireRecord(tx, who, id, asked.atLeast(2, 21))
                .chain(() -> actions.find(tx, id, request))
                .onItem()
                .ifNull()
                .failWith(() ->
                        Fault.notFound("Action for request_id %s on instance %s not found".formatted(request, server)))
                .chain(action -> actions.events(tx, action.id)
                        .map(events -> new One(
                                InstanceActionView.of(action, showsEvents ? events : null, who.isAdmin(), asked)))));
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InstanceActionView(
            String action,
            @JsonProperty("instance_uuid") UUID instanceUuid,
            @JsonProperty("request_id") String requestId,
            @JsonProperty("user_id") Optional<String> userId,
            @JsonProperty("project_id") Optional<String> projectId,
            @JsonProperty("start_time") String startTime,
            @JsonProperty("updated_at") String updatedAt,
            Optional<String> message,
            List<EventView> events) {

        static InstanceActionView of(InstanceAction action, Asked asked) {
            return of(action, null, false, asked);
        }

        static InstanceActionView of(
                InstanceAction action, List<InstanceActionEvent> events, boolean isAdmin, Asked asked) {
            return new InstanceActionView(
                    action.action,
                    action.serverId,
                    action.requestId,
                    Optional.ofNullable(action.userId),
                    Optional.ofNullable(action.projectId),
                    Times.micros(action.startTime),
                    asked.atLeast(2, 58) ? Times.micros(action.updatedAt) : null,
                    Optional.ofNullable(action.message),
                    events == null
                            ? null
                            : events.stream()
                                    .map(event -> EventView.of(event, isAdmin))
                                    .toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EventView(
            String event,
            @JsonProperty("start_time") String startTime,
            @JsonProperty("finish_time") Optional<String> finishTime,
            Optional<String> result,
            Optional<String> traceback) {

        static EventView of(InstanceActionEvent event, boolean isAdmin) {
            return new EventView(
                    event.event,
                    Times.micros(event.startTime),
                    Optional.ofNullable(event.finishTime).map(Times::micros),
                    Optional.ofNullable(event.result),
                    isAdmin ? Optional.ofNullable(event.traceback) : null);
        }
    }
}
