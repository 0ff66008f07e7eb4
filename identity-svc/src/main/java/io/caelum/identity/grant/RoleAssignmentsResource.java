package io.caelum.identity.grant;

import io.caelum.identity.policy.IdentityPolicy;
import io.caelum.identity.resource.Links;
import io.caelum.identity.resource.ListFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** {@code /v3/role_assignments}. */
@Path("/v3/role_assignments")
class RoleAssignmentsResource {

    private final RoleAssignments assignments;

    RoleAssignmentsResource(RoleAssignments assignments) {
        this.assignments = assignments;
    }

    @GET
    public Uni<RoleAssignmentView.Many> list(@Context UriInfo uri, @Context HttpServerRequest request) {
        IdentityPolicy.LIST_ROLE_ASSIGNMENTS.check();
        var links = Links.of(request);
        var filter = new GrantFilter(new ListFilter(uri.getQueryParameters()));
        return assignments
                .list(filter, links)
                .map(found -> new RoleAssignmentView.Many(found, links.whole("/role_assignments")));
    }
}
