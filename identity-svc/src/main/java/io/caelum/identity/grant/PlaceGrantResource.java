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

/** Roles of users and groups on a project or domain; the subclasses say which. */
abstract class PlaceGrantResource {

    private static final String ROLES = "{target}/{who: users|groups}/{actor}/roles";
    private static final String ROLE = "{target}/{who: users|groups}/{actor}/roles/{role}";

    private final GrantRoutes routes;
    private final Grant.Target kind;

    PlaceGrantResource(GrantRoutes routes, Grant.Target kind) {
        this.routes = routes;
        this.kind = kind;
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

    private Grant grant(String target, String who, String actor, String role) {
        return new Grant(GrantRoutes.actor(who), actor, kind, target, role, false);
    }
}
