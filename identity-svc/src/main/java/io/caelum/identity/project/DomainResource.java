package io.caelum.identity.project;

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

/** {@code /v3/domains}. */
@Path("/v3/domains")
class DomainResource {

    private final DomainService service;

    DomainResource(DomainService service) {
        this.service = service;
    }

    @GET
    public Uni<DomainView.Many> list(@Context UriInfo uri, @Context HttpServerRequest request) {
        IdentityPolicy.LIST_DOMAINS.check();
        var links = Links.of(request);
        return service.list(new ListFilter(uri.getQueryParameters()))
                .map(domains -> DomainView.many(domains, links, "/domains"));
    }

    @POST
    @ResponseStatus(201)
    public Uni<DomainView.One> create(DomainBody body, @Context HttpServerRequest request) {
        IdentityPolicy.CREATE_DOMAIN.check();
        var links = Links.of(request);
        return service.create(Given.body(body.domain(), "domain")).map(domain -> one(domain, links));
    }

    @GET
    @Path("{id}")
    public Uni<DomainView.One> show(String id, @Context HttpServerRequest request) {
        IdentityPolicy.GET_DOMAIN.check(id);
        var links = Links.of(request);
        return service.require(id).map(domain -> one(domain, links));
    }

    @PATCH
    @Path("{id}")
    public Uni<DomainView.One> update(String id, DomainBody body, @Context HttpServerRequest request) {
        IdentityPolicy.UPDATE_DOMAIN.check();
        var links = Links.of(request);
        return service.update(id, Given.body(body.domain(), "domain")).map(domain -> one(domain, links));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(String id) {
        IdentityPolicy.DELETE_DOMAIN.check();
        return service.delete(id);
    }

    private static DomainView.One one(Project domain, Links links) {
        return new DomainView.One(DomainView.of(domain, links));
    }
}
