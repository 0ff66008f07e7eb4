package io.caelum.identity.grant;

import io.caelum.identity.assignment.Grant;
import jakarta.ws.rs.Path;

/** Roles of users and groups on a project. */
@Path("/v3/projects")
class ProjectGrantResource extends PlaceGrantResource {

    ProjectGrantResource(GrantRoutes routes) {
        super(routes, Grant.Target.PROJECT);
    }
}
