package io.caelum.identity.user;

import io.caelum.identity.keycloak.KeycloakUser;
import io.caelum.identity.policy.IdentityPolicy;
import io.caelum.identity.resource.Given;
import io.caelum.identity.resource.Links;
import io.caelum.identity.resource.ListFilter;
import io.caelum.platform.web.token.Anonymous;
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

/** {@code /v3/users}. */
@Path("/v3/users")
class UserResource {

    private final UserService service;

    UserResource(UserService service) {
        this.service = service;
    }

    @GET
    public Uni<UserView.Many> list(@Context UriInfo uri, @Context HttpServerRequest request) {
        IdentityPolicy.LIST_USERS.check();
        var links = Links.of(request);
        return service.list(new ListFilter(uri.getQueryParameters()))
                .map(users -> UserView.many(users, links, "/users"));
    }

    @POST
    @ResponseStatus(201)
    public Uni<UserView.One> create(UserBody body, @Context HttpServerRequest request) {
        var caller = IdentityPolicy.CREATE_USER.check();
        var links = Links.of(request);
        return service.create(caller, Given.body(body.user(), "user")).map(user -> one(user, links));
    }

    @GET
    @Path("{id}")
    public Uni<UserView.One> show(String id, @Context HttpServerRequest request) {
        IdentityPolicy.GET_USER.check(id);
        var links = Links.of(request);
        return service.require(id).map(user -> one(user, links));
    }

    @PATCH
    @Path("{id}")
    public Uni<UserView.One> update(String id, UserBody body, @Context HttpServerRequest request) {
        IdentityPolicy.UPDATE_USER.check();
        var links = Links.of(request);
        return service.update(id, Given.body(body.user(), "user")).map(user -> one(user, links));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(String id) {
        IdentityPolicy.DELETE_USER.check();
        return service.delete(id);
    }

    /** The original password is what authenticates here, as in Keystone: somebody's token may just have expired. */
    @POST
    @Path("{id}/password")
    @Anonymous
    public Uni<Void> changePassword(String id, ChangePassword body) {
        return service.changePassword(id, Given.body(body.user(), "user"));
    }

    private static UserView.One one(KeycloakUser user, Links links) {
        return new UserView.One(UserView.of(user, links));
    }
}
