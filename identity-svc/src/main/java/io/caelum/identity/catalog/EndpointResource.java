package io.caelum.identity.catalog;

import io.caelum.identity.policy.IdentityPolicy;
import io.caelum.identity.resource.Given;
import io.caelum.identity.resource.Links;
import io.caelum.identity.resource.ListFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Predicate;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /v3/endpoints}. */
@Path("/v3/endpoints")
class EndpointResource {

    private final EndpointService service;

    EndpointResource(EndpointService service) {
        this.service = service;
    }

    @GET
    public Uni<EndpointView.Many> list(@Context UriInfo uri, @Context HttpServerRequest request) {
        IdentityPolicy.LIST_ENDPOINTS.check();
        var links = Links.of(request);
        var wanted = wanted(new ListFilter(uri.getQueryParameters()));
        return service.list()
                .map(endpoints -> new EndpointView.Many(
                        endpoints.stream()
                                .map(endpoint -> EndpointView.of(endpoint, links))
                                .filter(wanted)
                                .toList(),
                        links.whole("/endpoints")));
    }

    private static Predicate<EndpointView> wanted(ListFilter filter) {
        return filter.on("service_id", EndpointView::serviceId)
                .and(filter.on("interface", EndpointView::face))
                .and(filter.on("region_id", EndpointView::inRegion));
    }

    @POST
    @ResponseStatus(201)
    public Uni<EndpointView.One> create(EndpointBody body, @Context HttpServerRequest request) {
        IdentityPolicy.CREATE_ENDPOINT.check();
        var links = Links.of(request);
        return service.create(Given.body(body.endpoint(), "endpoint")).map(endpoint -> one(endpoint, links));
    }

    @GET
    @Path("{id}")
    public Uni<EndpointView.One> show(String id, @Context HttpServerRequest request) {
        IdentityPolicy.GET_ENDPOINT.check();
        var links = Links.of(request);
        return service.require(id).map(endpoint -> one(endpoint, links));
    }

    @PATCH
    @Path("{id}")
    public Uni<EndpointView.One> update(String id, EndpointBody body, @Context HttpServerRequest request) {
        IdentityPolicy.UPDATE_ENDPOINT.check();
        var links = Links.of(request);
        return service.update(id, Given.body(body.endpoint(), "endpoint")).map(endpoint -> one(endpoint, links));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(String id) {
        IdentityPolicy.DELETE_ENDPOINT.check();
        return service.delete(id);
    }

    private static EndpointView.One one(Endpoint endpoint, Links links) {
        return new EndpointView.One(EndpointView.of(endpoint, links));
    }
}
