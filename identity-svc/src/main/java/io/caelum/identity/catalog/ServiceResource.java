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
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /v3/services}. */
@Path("/v3/services")
class ServiceResource {

    private final CatalogService catalog;

    ServiceResource(CatalogService catalog) {
        this.catalog = catalog;
    }

    @GET
    public Uni<ServiceView.Many> list(@Context UriInfo uri, @Context HttpServerRequest request) {
        IdentityPolicy.LIST_SERVICES.check();
        var links = Links.of(request);
        var filter = new ListFilter(uri.getQueryParameters());
        var wanted = filter.on("type", ServiceView::type).and(filter.on("name", ServiceView::name));
        return catalog.list()
                .map(services -> new ServiceView.Many(
                        services.stream()
                                .map(service -> ServiceView.of(service, links))
                                .filter(wanted)
                                .toList(),
                        links.whole("/services")));
    }

    @POST
    @ResponseStatus(201)
    public Uni<ServiceView.One> create(ServiceBody body, @Context HttpServerRequest request) {
        IdentityPolicy.CREATE_SERVICE.check();
        var links = Links.of(request);
        return catalog.create(Given.body(body.service(), "service")).map(service -> one(service, links));
    }

    @GET
    @Path("{id}")
    public Uni<ServiceView.One> show(String id, @Context HttpServerRequest request) {
        IdentityPolicy.GET_SERVICE.check();
        var links = Links.of(request);
        return catalog.require(id).map(service -> one(service, links));
    }

    @PATCH
    @Path("{id}")
    public Uni<ServiceView.One> update(String id, ServiceBody body, @Context HttpServerRequest request) {
        IdentityPolicy.UPDATE_SERVICE.check();
        var links = Links.of(request);
        return catalog.update(id, Given.body(body.service(), "service")).map(service -> one(service, links));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(String id) {
        IdentityPolicy.DELETE_SERVICE.check();
        return catalog.delete(id);
    }

    private static ServiceView.One one(Service service, Links links) {
        return new ServiceView.One(ServiceView.of(service, links));
    }
}
