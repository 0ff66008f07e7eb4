package io.caelum.identity.group;

import io.caelum.identity.policy.IdentityPolicy;
import io.caelum.identity.resource.Links;
import io.caelum.identity.resource.ListFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** The groups in which a user is. */
@Path("/v3/users")
class UserGroupsResource {

    private final GroupService service;

    UserGroupsResource(GroupService service) {
        this.service = service;
    }

    @GET
    @Path("{id}/groups")
    public Uni<GroupView.Many> list(String id, @Context UriInfo uri, @Context HttpServerRequest request) {
        IdentityPolicy.LIST_GROUPS_FOR_USER.check(id);
        var links = Links.of(request);
        return service.of(id, new ListFilter(uri.getQueryParameters()))
                .map(groups -> GroupView.many(groups, links, "/users/" + id + "/groups"));
    }
}
