package io.caelum.network.floatingip;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.Answers;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.path.PathService;
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

@Path("/v2.0/floatingips")
class FloatingIpResource extends TaggedResource {

    @Inject
    FloatingIpService service;

    @Inject
    ForwardingService forwardings;

    @Inject
    PathService paths;

    @Inject
    Answers answers;

    FloatingIpResource() {
        super(TaggedCollection.FLOATINGIPS);
    }

    @GET
    public Uni<Map<String, Object>> list(UriInfo uri, HttpServerRequest http) {
        var request = ListRequest.of(uri.getQueryParameters());
        return service.list(NetworkPolicy.GET_FLOATINGIP.check(), request)
                .map(views -> answers.list("floatingips", views, request, http));
    }

    @GET
    @Path("{id}")
    public Uni<Map<String, Object>> show(String id, UriInfo uri) {
        return service.show(NetworkPolicy.GET_FLOATINGIP.check(), id(id))
                .map(view -> answers.one("floatingip", view, uri.getQueryParameters()));
    }

    @POST
    @ResponseStatus(201)
    public Uni<Map<String, Object>> create(JsonNode json) {
        var caller = NetworkPolicy.CREATE_FLOATINGIP.check();
        return service.create(caller, CreateFloatingIp.of(Body.one(json, "floatingip")))
                .map(view -> answers.one("floatingip", view));
    }

    @PUT
    @Path("{id}")
    public Uni<Map<String, Object>> update(
            String id, @HeaderParam(HttpHeaders.IF_MATCH) String condition, JsonNode json) {
        var caller = NetworkPolicy.UPDATE_FLOATINGIP.check();
        var wanted = UpdateFloatingIp.of(Body.one(json, "floatingip"));
        return service.update(caller, id(id), wanted, IfMatch.revision(condition))
                .map(view -> answers.one("floatingip", view));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(String id, @HeaderParam(HttpHeaders.IF_MATCH) String condition) {
        return service.delete(NetworkPolicy.DELETE_FLOATINGIP.check(), id(id), IfMatch.revision(condition));
    }

    @GET
    @Path("{id}/port_forwardings")
    public Uni<Map<String, Object>> listForwardings(String id) {
        return forwardings
                .list(NetworkPolicy.GET_PORT_FORWARDING.check(), id(id))
                .map(views -> answers.one("port_forwardings", views));
    }

    @GET
    @Path("{id}/port_forwardings/{forwarding}")
    public Uni<Map<String, Object>> showForwarding(String id, String forwarding) {
        return forwardings
                .show(NetworkPolicy.GET_PORT_FORWARDING.check(), id(id), forwarding(forwarding))
                .map(view -> answers.one("port_forwarding", view));
    }

    @POST
    @Path("{id}/port_forwardings")
    @ResponseStatus(201)
    public Uni<Map<String, Object>> createForwarding(String id, JsonNode json) {
        var caller = NetworkPolicy.CHANGE_PORT_FORWARDING.check();
        return forwardings
                .create(caller, id(id), ForwardingWish.of(Body.one(json, "port_forwarding"), "POST"))
                .map(view -> answers.one("port_forwarding", view));
    }

    @PUT
    @Path("{id}/port_forwardings/{forwarding}")
    public Uni<Map<String, Object>> updateForwarding(String id, String forwarding, JsonNode json) {
        var caller = NetworkPolicy.CHANGE_PORT_FORWARDING.check();
        var wish = ForwardingWish.of(Body.one(json, "port_forwarding"), "PUT");
        return forwardings
                .update(caller, id(id), forwarding(forwarding), wish)
                .map(view -> answers.one("port_forwarding", view));
    }

    @DELETE
    @Path("{id}/port_forwardings/{forwarding}")
    public Uni<Void> deleteForwarding(String id, String forwarding) {
        return forwardings.delete(NetworkPolicy.CHANGE_PORT_FORWARDING.check(), id(id), forwarding(forwarding));
    }

    /** Where packets to the address get stuck, if they do. */
    @GET
    @Path("{id}/path")
    public Uni<Map<String, Object>> path(String id) {
        var caller = NetworkPolicy.GET_FLOATINGIP.check();
        return service.show(caller, id(id))
                .chain(view -> paths.walk(view.id(), NetworkPolicy.GET_PORT_BINDING.allows(caller)))
                .map(view -> answers.one("path", view));
    }

    private static UUID id(String text) {
        return Ids.inPath(text, NetworkFaults::floatingIpNotFound);
    }

    private static UUID forwarding(String text) {
        return Ids.inPath(text, NetworkFaults::forwardingNotFound);
    }
}
