package io.caelum.compute.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Links.Link;
import io.caelum.compute.http.Query;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v2.1/servers")
class ServerResource {

    private final ServerService service;
    private final ServerReader reader;
    private final Asked asked;

    ServerResource(ServerService service, ServerReader reader, Asked asked) {
        this.service = service;
        this.reader = reader;
        this.asked = asked;
    }

    @GET
    public Uni<ServerView.Briefs> list(@Context UriInfo uri) {
        RequestContext who = ComputePolicy.SERVERS_LIST.check();
        Query query = Query.of(uri);
        return reader.list(ServerQuery.of(query, who, asked.version()), who)
                .map(page -> new ServerView.Briefs(
                        page.servers().stream()
                                .map(server -> ServerView.Brief.of(server, asked.links()))
                                .toList(),
                        next("servers", query, page)));
    }

    @GET
    @Path("detail")
    public Uni<ServerView.Many> detail(@Context UriInfo uri) {
        RequestContext who = ComputePolicy.SERVERS_LIST.check();
        Query query = Query.of(uri);
        return reader.details(ServerQuery.of(query, who, asked.version()), who, asked)
                .map(page -> new ServerView.Many(page.views(), next("servers/detail", query, page.page())));
    }

    /** Whenever a page is full, even if nothing follows. */
    private List<Link> next(String collection, Query query, ServerReader.Page page) {
        return page.isFull()
                ? asked.links()
                        .next(
                                collection,
                                query.asMap(),
                                page.servers().getLast().id.toString())
                : null;
    }

    @GET
    @Path("{id}")
    public Uni<ServerView.One> show(String id) {
        RequestContext who = ComputePolicy.SERVERS_SHOW.check();
        return reader.show(who, ServerId.of(id), asked).map(ServerView.One::new);
    }

    @POST
    public Uni<RestResponse<Object>> create(JsonNode body) {
        RequestContext who = ComputePolicy.SERVERS_CREATE.check();
        if (who.projectId() == null) {
            throw Fault.badRequest("A server belongs to a project: use a token that is scoped to one.");
        }
        CreateServer wanted = CreateServer.of(body, asked.version());
        if (wanted.host().isPresent()) {
            ComputePolicy.SERVERS_CREATE_ON_HOST.check();
        }
        return service.create(who, wanted).map(this::accepted);
    }

    private RestResponse<Object> accepted(NewServers made) {
        if (made.wanted().returnsReservation()) {
            return RestResponse.status(RestResponse.Status.ACCEPTED, new Reservation(made.reservationId()));
        }
        UUID id = made.servers().getFirst().id;
        var created = new Created(
                id,
                asked.links().of("servers", id.toString()),
                made.wanted().diskConfig(),
                NewServers.securityGroups(made.wanted()).stream()
                        .map(ServerView.Named::new)
                        .toList(),
                made.adminPass());
        return RestResponse.ResponseBuilder.<Object>create(RestResponse.Status.ACCEPTED)
                .entity(new Created.One(created))
                .header(HttpHeaders.LOCATION, asked.links().self("servers", id.toString()))
                .build();
    }

    @PUT
    @Path("{id}")
    public Uni<ServerView.One> update(String id, JsonNode body) {
        RequestContext who = ComputePolicy.SERVERS_UPDATE.check();
        UpdateServer wanted = UpdateServer.of(body, asked.version());
        return service.update(who, ServerId.of(id), wanted)
                .chain(server -> reader.updated(server, who, asked))
                .map(ServerView.One::new);
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    public Uni<Void> delete(String id) {
        RequestContext who = ComputePolicy.SERVERS_DELETE.check();
        return service.delete(who, ServerId.of(id));
    }

    record Created(
            UUID id,
            List<Link> links,
            @JsonProperty("OS-DCF:diskConfig") String diskConfig,
            @JsonProperty("security_groups") List<ServerView.Named> securityGroups,
            @JsonInclude(JsonInclude.Include.NON_NULL) String adminPass) {

        record One(Created server) {}

        @Override
        public String toString() {
            return "Created[" + id + "]";
        }
    }

    record Reservation(@JsonProperty("reservation_id") String reservationId) {}
}
