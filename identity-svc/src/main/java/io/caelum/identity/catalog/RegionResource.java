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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /v3/regions}. */
@Path("/v3/regions")
class RegionResource {

    private final RegionService service;

    RegionResource(RegionService service) {
        this.service = service;
    }

    @GET
    public Uni<RegionView.Many> list(@Context UriInfo uri, @Context HttpServerRequest request) {
        IdentityPolicy.LIST_REGIONS.check();
        var links = Links.of(request);
        var wanted = new ListFilter(uri.getQueryParameters()).on("parent_region_id", RegionView::parent);
        return service.list()
                .map(regions -> new RegionView.Many(
                        regions.stream()
                                .map(region -> RegionView.of(region, links))
                                .filter(wanted)
                                .toList(),
                        links.whole("/regions")));
    }

    @POST
    @ResponseStatus(201)
    public Uni<RegionView.One> create(RegionBody body, @Context HttpServerRequest request) {
        IdentityPolicy.CREATE_REGION.check();
        var links = Links.of(request);
        return service.create(Given.body(body.region(), "region")).map(region -> one(region, links));
    }

    /** Creates a region under an id that the caller chose. */
    @PUT
    @Path("{id}")
    @ResponseStatus(201)
    public Uni<RegionView.One> createNamed(String id, RegionBody body, @Context HttpServerRequest request) {
        IdentityPolicy.CREATE_REGION.check();
        var links = Links.of(request);
        return service.create(Given.body(body.region(), "region").named(id)).map(region -> one(region, links));
    }

    @GET
    @Path("{id}")
    public Uni<RegionView.One> show(String id, @Context HttpServerRequest request) {
        IdentityPolicy.GET_REGION.check();
        var links = Links.of(request);
        return service.require(id).map(region -> one(region, links));
    }

    @PATCH
    @Path("{id}")
    public Uni<RegionView.One> update(String id, RegionBody body, @Context HttpServerRequest request) {
        IdentityPolicy.UPDATE_REGION.check();
        var links = Links.of(request);
        return service.update(id, Given.body(body.region(), "region")).map(region -> one(region, links));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(String id) {
        IdentityPolicy.DELETE_REGION.check();
        return service.delete(id);
    }

    private static RegionView.One one(Region region, Links links) {
        return new RegionView.One(RegionView.of(region, links));
    }
}
