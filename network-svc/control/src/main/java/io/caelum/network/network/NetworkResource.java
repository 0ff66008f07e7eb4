package io.caelum.network.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.Answers;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.node.NodeKind;
import io.caelum.network.node.Scheduling;
import io.caelum.network.policy.NetworkPolicy;
import io.caelum.network.request.Body;
import io.caelum.network.request.Ids;
import io.caelum.network.standard.IfMatch;
import io.caelum.network.tag.TaggedCollection;
import io.caelum.network.tag.TaggedResource;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v2.0/networks")
class NetworkResource extends TaggedResource {

    @Inject
    NetworkService service;

    @Inject
    Db db;

    @Inject
    Networks networks;

    @Inject
    Scheduling scheduling;

    @Inject
    Answers answers;

    NetworkResource() {
        super(TaggedCollection.NETWORKS);
    }

    @GET
    public Uni<Map<String, Object>> list(UriInfo uri, HttpServerRequest http) {
        var request = ListRequest.of(uri.getQueryParameters());
        return service.list(NetworkPolicy.GET_NETWORK.check(), request)
                .map(views -> answers.list("networks", views, request, http));
    }

    @GET
    @Path("{id}")
    public Uni<Map<String, Object>> show(String id, UriInfo uri) {
        return service.show(NetworkPolicy.GET_NETWORK.check(), id(id))
                .map(view -> answers.one("network", view, uri.getQueryParameters()));
    }

    @POST
    @ResponseStatus(201)
    public Uni<Map<String, Object>> create(JsonNode json) {
        var caller = NetworkPolicy.CREATE_NETWORK.check();
        var body = Body.oneOrMany(json, "network", "networks");
        return service.create(
                        caller, body.items().stream().map(CreateNetwork::of).toList())
                .map(views -> answers.created(body.bulk(), "network", "networks", views));
    }

    @PUT
    @Path("{id}")
    public Uni<Map<String, Object>> update(
            String id, @HeaderParam(HttpHeaders.IF_MATCH) String condition, JsonNode json) {
        var caller = NetworkPolicy.UPDATE_NETWORK.check();
        var wanted = UpdateNetwork.of(Body.one(json, "network"));
        return service.update(caller, id(id), wanted, IfMatch.revision(condition))
                .map(view -> answers.one("network", view));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(String id, @HeaderParam(HttpHeaders.IF_MATCH) String condition) {
        return service.delete(NetworkPolicy.DELETE_NETWORK.check(), id(id), IfMatch.revision(condition));
    }

    @GET
    @Path("{id}/dhcp-agents")
    public Uni<Map<String, Object>> agents(String id) {
        var caller = NetworkPolicy.SCHEDULE_NETWORK.check();
        return db.read(tx -> networks.require(tx, caller, id(id))
                .chain(() -> scheduling.agentsOf(tx, NodeKind.DHCP, id(id)))
                .map(found -> Map.of("agents", found)));
    }

    private static UUID id(String text) {
        return Ids.inPath(text, NetworkFaults::networkNotFound);
    }
}
