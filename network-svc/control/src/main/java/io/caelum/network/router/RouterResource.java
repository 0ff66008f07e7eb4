package io.caelum.network.router;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.Answers;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.node.NodeKind;
import io.caelum.network.node.Scheduling;
import io.caelum.network.policy.NetworkPolicy;
import io.caelum.network.request.Attributes;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v2.0/routers")
class RouterResource extends TaggedResource {

    @Inject
    RouterService service;

    @Inject
    RouterInterfaces interfaces;

    @Inject
    Db db;

    @Inject
    Routers routers;

    @Inject
    Scheduling scheduling;

    @Inject
    Answers answers;

    RouterResource() {
        super(TaggedCollection.ROUTERS);
    }

    @GET
    public Uni<Map<String, Object>> list(UriInfo uri, HttpServerRequest http) {
        var request = ListRequest.of(uri.getQueryParameters());
        return service.list(NetworkPolicy.GET_ROUTER.check(), request)
                .map(views -> answers.list("routers", views, request, http));
    }

    @GET
    @Path("{id}")
    public Uni<Map<String, Object>> show(String id, UriInfo uri) {
        return service.show(NetworkPolicy.GET_ROUTER.check(), id(id))
                .map(view -> answers.one("router", view, uri.getQueryParameters()));
    }

    @POST
    @ResponseStatus(201)
    public Uni<Map<String, Object>> create(JsonNode json) {
        var caller = NetworkPolicy.CREATE_ROUTER.check();
        return service.create(caller, CreateRouter.of(Body.one(json, "router")))
                .map(view -> answers.one("router", view));
    }

    @PUT
    @Path("{id}")
    public Uni<Map<String, Object>> update(
            String id, @HeaderParam(HttpHeaders.IF_MATCH) String condition, JsonNode json) {
        var caller = NetworkPolicy.UPDATE_ROUTER.check();
        var wanted = UpdateRouter.of(Body.one(json, "router"));
        return service.update(caller, id(id), wanted, IfMatch.revision(condition))
                .map(view -> answers.one("router", view));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(String id, @HeaderParam(HttpHeaders.IF_MATCH) String condition) {
        return service.delete(NetworkPolicy.DELETE_ROUTER.check(), id(id), IfMatch.revision(condition));
    }

    @PUT
    @Path("{id}/add_router_interface")
    public Uni<InterfaceView> addInterface(String id, JsonNode json) {
        var caller = NetworkPolicy.ADD_ROUTER_INTERFACE.check();
        return interfaces.add(caller, id(id), InterfaceWish.of(json, false));
    }

    @PUT
    @Path("{id}/remove_router_interface")
    public Uni<InterfaceView> removeInterface(String id, JsonNode json) {
        var caller = NetworkPolicy.REMOVE_ROUTER_INTERFACE.check();
        return interfaces.remove(caller, id(id), InterfaceWish.of(json, true));
    }

    @PUT
    @Path("{id}/add_extraroutes")
    public Uni<Map<String, Object>> addRoutes(String id, JsonNode json) {
        return service.addRoutes(NetworkPolicy.UPDATE_ROUTER.check(), id(id), routes(json))
                .map(view -> answers.one("router", view));
    }

    @PUT
    @Path("{id}/remove_extraroutes")
    public Uni<Map<String, Object>> removeRoutes(String id, JsonNode json) {
        return service.removeRoutes(NetworkPolicy.UPDATE_ROUTER.check(), id(id), routes(json))
                .map(view -> answers.one("router", view));
    }

    private static List<Route> routes(JsonNode json) {
        Attributes in = Body.one(json, "router");
        List<Route> routes = Attributes.required("routes", Route.listOf(in));
        in.refuseOthers("PUT", Set.of());
        return routes;
    }

    @GET
    @Path("{id}/l3-agents")
    public Uni<Map<String, Object>> agents(String id) {
        var caller = NetworkPolicy.SCHEDULE_ROUTER.check();
        return db.read(tx -> routers.require(tx, caller, id(id))
                .chain(() -> scheduling.agentsOf(tx, NodeKind.ROUTER, id(id)))
                .map(found -> Map.of("agents", found)));
    }

    private static UUID id(String text) {
        return Ids.inPath(text, NetworkFaults::routerNotFound);
    }
}
