package io.caelum.network.subnet;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.Answers;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.policy.NetworkPolicy;
import io.caelum.network.request.Body;
import io.caelum.network.request.Ids;
import io.caelum.network.standard.IfMatch;
import io.caelum.network.tag.TaggedCollection;
import io.caelum.network.tag.TaggedResource;
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

@Path("/v2.0/subnets")
class SubnetResource extends TaggedResource {

    @Inject
    SubnetService service;

    @Inject
    Answers answers;

    SubnetResource() {
        super(TaggedCollection.SUBNETS);
    }

    @GET
    public Uni<Map<String, Object>> list(UriInfo uri, HttpServerRequest http) {
        var request = ListRequest.of(uri.getQueryParameters());
        return service.list(NetworkPolicy.GET_SUBNET.check(), request)
                .map(views -> answers.list("subnets", views, request, http));
    }

    @GET
    @Path("{id}")
    public Uni<Map<String, Object>> show(String id, UriInfo uri) {
        return service.show(NetworkPolicy.GET_SUBNET.check(), id(id))
                .map(view -> answers.one("subnet", view, uri.getQueryParameters()));
    }

    @POST
    @ResponseStatus(201)
    public Uni<Map<String, Object>> create(JsonNode json) {
        var caller = NetworkPolicy.CREATE_SUBNET.check();
        var body = Body.oneOrMany(json, "subnet", "subnets");
        return service.create(
                        caller, body.items().stream().map(CreateSubnet::of).toList())
                .map(views -> answers.created(body.bulk(), "subnet", "subnets", views));
    }

    @PUT
    @Path("{id}")
    public Uni<Map<String, Object>> update(
            String id, @HeaderParam(HttpHeaders.IF_MATCH) String condition, JsonNode json) {
        var caller = NetworkPolicy.UPDATE_SUBNET.check();
        var wanted = UpdateSubnet.of(Body.one(json, "subnet"));
        return service.update(caller, id(id), wanted, IfMatch.revision(condition))
                .map(view -> answers.one("subnet", view));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(String id, @HeaderParam(HttpHeaders.IF_MATCH) String condition) {
        return service.delete(NetworkPolicy.DELETE_SUBNET.check(), id(id), IfMatch.revision(condition));
    }

    private static UUID id(String text) {
        return Ids.inPath(text, NetworkFaults::subnetNotFound);
    }
}
