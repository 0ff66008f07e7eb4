package io.caelum.identity.role;

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

/** {@code /v3/roles}. */
@Path("/v3/roles")
class RoleResource {

    private final RoleService service;

    RoleResource(RoleService service) {
        this.service = service;
    }

    @GET
    public Uni<RoleView.Many> list(@Context UriInfo uri, @Context HttpServerRequest request) {
        IdentityPolicy.LIST_ROLES.check();
        var links = Links.of(request);
        Predicate<RoleView> wanted = wanted(new ListFilter(uri.getQueryParameters()));
        return service.list()
                .map(roles -> new RoleView.Many(
                        roles.stream()
                                .map(role -> RoleView.of(role, links))
                                .filter(wanted)
                                .toList(),
                        links.whole("/roles")));
    }

    /** Without a domain only global roles are meant. */
    private static Predicate<RoleView> wanted(ListFilter filter) {
        Predicate<RoleView> inDomain = filter.exact("domain_id").isPresent()
                ? filter.on("domain_id", RoleView::domain)
                : role -> role.domain() == null;
        return inDomain.and(filter.on("name", RoleView::name));
    }

    @POST
    @ResponseStatus(201)
    public Uni<RoleView.One> create(RoleBody body, @Context HttpServerRequest request) {
        IdentityPolicy.CREATE_ROLE.check();
        var links = Links.of(request);
        return service.create(Given.body(body.role(), "role")).map(role -> one(role, links));
    }

    @GET
    @Path("{id}")
    public Uni<RoleView.One> show(String id, @Context HttpServerRequest request) {
        IdentityPolicy.GET_ROLE.check();
        var links = Links.of(request);
        return service.require(id).map(role -> one(role, links));
    }

    @PATCH
    @Path("{id}")
    public Uni<RoleView.One> update(String id, RoleBody body, @Context HttpServerRequest request) {
        IdentityPolicy.UPDATE_ROLE.check();
        var links = Links.of(request);
        return service.update(id, Given.body(body.role(), "role")).map(role -> one(role, links));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(String id) {
        IdentityPolicy.DELETE_ROLE.check();
        return service.delete(id);
    }

    private static RoleView.One one(Role role, Links links) {
        return new RoleView.One(RoleView.of(role, links));
    }
}
