package io.caelum.identity.grant;

import io.caelum.identity.assignment.Grant;
import io.caelum.identity.role.RoleView;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** Roles of users and groups on all projects below a project or domain. */
@Path("/v3/OS-INHERIT")
class InheritedGrantResource {

    private static final String ROLES =
            "{where: projects|domains}/{target}/{who: users|groups}/{actor}/roles/inherited_to_projects";
    private static final String ROLE =
            "{where: projects|domains}/{target}/{who: users|groups}/{actor}/roles/{role}/inherited_to_projects";

    private final GrantRoutes routes;

    InheritedGrantResource(GrantRoutes routes) {
        this.routes = routes;
    }

    @GET
    @Path(ROLES)
    public Uni<RoleView.Many> list(
            String where, String target, String who, String actor, @Context HttpServerRequest request) {
        return routes.list(grant(where, target, who, actor, ""), request);
    }

    @HEAD
    @Path(ROLE)
    public Uni<Void> check(String where, String target, String who, String actor, String role) {
        return routes.check(grant(where, target, who, actor, role));
    }

    @GET
    @Path(ROLE)
    public Uni<Void> checkByGet(String where, String target, String who, String actor, String role) {
        return routes.check(grant(where, target, who, actor, role));
    }

    @PUT
    @Path(ROLE)
    public Uni<Void> add(String where, String target, String who, String actor, String role) {
        return routes.add(grant(where, target, who, actor, role));
    }

    @DELETE
    @Path(ROLE)
    public Uni<Void> remove(String where, String target, String who, String actor, String role) {
        return routes.remove(grant(where, target, who, actor, role));
    }

    private static Grant grant(String where, String target, String who, String actor, String role) {
        return new Grant(GrantRoutes.actor(who), actor, GrantRoutes.target(where), target, role, true);
    }
}
