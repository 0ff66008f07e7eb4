package io.caelum.identity.group;

import io.caelum.identity.keycloak.KeycloakGroup;
import io.caelum.identity.policy.IdentityPolicy;
import io.caelum.identity.resource.Given;
import io.caelum.identity.resource.Links;
import io.caelum.identity.resource.ListFilter;
import io.caelum.identity.user.UserView;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /v3/groups}. */
@Path("/v3/groups")
class GroupResource {

    private static final String MEMBER = "{id}/users/{user}";

    private final GroupService service;

    GroupResource(GroupService service) {
        this.service = service;
    }

    @GET
    public Uni<GroupView.Many> list(@Context UriInfo uri, @Context HttpServerRequest request) {
        IdentityPolicy.LIST_GROUPS.check();
        var links = Links.of(request);
        return service.list(new ListFilter(uri.getQueryParameters()))
                .map(groups -> GroupView.many(groups, links, "/groups"));
    }

    @POST
    @ResponseStatus(201)
    public Uni<GroupView.One> create(GroupBody body, @Context HttpServerRequest request) {
        var caller = IdentityPolicy.CREATE_GROUP.check();
        var links = Links.of(request);
        return service.create(caller, Given.body(body.group(), "group")).map(group -> one(group, links));
    }

    @GET
    @Path("{id}")
    public Uni<GroupView.One> show(String id, @Context HttpServerRequest request) {
        IdentityPolicy.GET_GROUP.check();
        var links = Links.of(request);
        return service.require(id).map(group -> one(group, links));
    }

    @PATCH
    @Path("{id}")
    public Uni<GroupView.One> update(String id, GroupBody body, @Context HttpServerRequest request) {
        IdentityPolicy.UPDATE_GROUP.check();
        var links = Links.of(request);
        return service.update(id, Given.body(body.group(), "group")).map(group -> one(group, links));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(String id) {
        IdentityPolicy.DELETE_GROUP.check();
        return service.delete(id);
    }

    @GET
    @Path("{id}/users")
    public Uni<UserView.Many> members(String id, @Context HttpServerRequest request) {
        IdentityPolicy.LIST_USERS_IN_GROUP.check();
        var links = Links.of(request);
        return service.members(id).map(users -> UserView.many(users, links, "/groups/" + id + "/users"));
    }

    @HEAD
    @Path(MEMBER)
    public Uni<Void> check(String id, String user) {
        IdentityPolicy.CHECK_USER_IN_GROUP.check();
        return service.requireMember(id, user);
    }

    @GET
    @Path(MEMBER)
    public Uni<Void> checkByGet(String id, String user) {
        return check(id, user);
    }

    @PUT
    @Path(MEMBER)
    public Uni<Void> join(String id, String user) {
        IdentityPolicy.ADD_USER_TO_GROUP.check();
        return service.join(id, user);
    }

    @DELETE
    @Path(MEMBER)
    public Uni<Void> leave(String id, String user) {
        IdentityPolicy.REMOVE_USER_FROM_GROUP.check();
        return service.leave(id, user);
    }

    private static GroupView.One one(KeycloakGroup group, Links links) {
        return new GroupView.One(GroupView.of(group, links));
    }
}
