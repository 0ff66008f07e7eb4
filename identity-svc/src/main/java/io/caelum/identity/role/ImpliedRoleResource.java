package io.caelum.identity.role;

import io.caelum.identity.policy.IdentityPolicy;
import io.caelum.identity.resource.Links;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Which roles a role brings with it. */
@Path("/v3/roles")
class ImpliedRoleResource {

    private static final String ONE = "{prior}/implies/{implied}";

    private final ImpliedRoleService service;

    ImpliedRoleResource(ImpliedRoleService service) {
        this.service = service;
    }

    @GET
    @Path("{prior}/implies")
    public Uni<InferenceView.One> list(String prior, @Context HttpServerRequest request) {
        IdentityPolicy.LIST_IMPLIED_ROLES.check();
        var links = Links.of(request);
        return service.of(prior).map(rule -> InferenceView.One.of(rule, links));
    }

    @GET
    @Path(ONE)
    public Uni<InferenceView.Pair> show(String prior, String implied, @Context HttpServerRequest request) {
        IdentityPolicy.LIST_IMPLIED_ROLES.check();
        var links = Links.of(request);
        return service.require(prior, implied).map(rule -> InferenceView.Pair.of(rule, links));
    }

    @HEAD
    @Path(ONE)
    public Uni<Void> check(String prior, String implied) {
        IdentityPolicy.LIST_IMPLIED_ROLES.check();
        return service.require(prior, implied).replaceWithVoid();
    }

    @PUT
    @Path(ONE)
    @ResponseStatus(201)
    public Uni<InferenceView.Pair> create(String prior, String implied, @Context HttpServerRequest request) {
        IdentityPolicy.CREATE_IMPLIED_ROLE.check();
        var links = Links.of(request);
        return service.create(prior, implied).map(rule -> InferenceView.Pair.of(rule, links));
    }

    @DELETE
    @Path(ONE)
    public Uni<Void> delete(String prior, String implied) {
        IdentityPolicy.DELETE_IMPLIED_ROLE.check();
        return service.delete(prior, implied);
    }
}
