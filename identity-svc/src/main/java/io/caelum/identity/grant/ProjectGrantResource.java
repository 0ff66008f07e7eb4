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

/** Roles of users and groups on a project. */
@Path("/v3/projects")
class ProjectGrantResource {

    private static final String ROLES = "{target}/{who: users|groups}/{actor}/roles";
    private static final String ROLE = "{target}/{who: users|groups}/{actor}/roles/{role}";

    private final GrantRoutes routes;

    ProjectGrantResource(GrantRoutes routes) {
        this.routes = routes;
    }

    @GET
    @Path(ROLES)
    public Uni<RoleView.Many> list(String target, String who, String actor, @Context HttpServerRequest request) {
        return routes.list(grant(target, who, actor, ""), request);
    }

    @HEAD
    @Path(ROLE)
    public Uni<Void> check(String target, String who, String actor, String role) {
        return routes.check(grant(target, who, actor, role));
    }

    @GET
    @Path(ROLE)
    public Uni<Void> checkByGet(String target, String who, String actor, String role) {
        return routes.check(grant(target, who, actor, role));
    }

    @PUT
    @Path(ROLE)
    public Uni<Void> add(String target, String who, String actor, String role) {
        return routes.add(grant(target, who, actor, role));
    }

    @DELETE
    @Path(ROLE)
    public Uni<Void> remove(String target, String who, String actor, String role) {
        return routes.remove(grant(target, who, actor, role));
    }

    private static Grant grant(String target, String who, String actor, String role) {
        return new Grant(GrantRoutes.actor(who), actor, Grant.Target.PROJECT, target, role, false);
    }
}
