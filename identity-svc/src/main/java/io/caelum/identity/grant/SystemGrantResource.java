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

/** Roles of users and groups on the system. */
@Path("/v3/system")
class SystemGrantResource {

    private static final String ROLES = "{who: users|groups}/{actor}/roles";
    private static final String ROLE = "{who: users|groups}/{actor}/roles/{role}";

    private final GrantRoutes routes;

    SystemGrantResource(GrantRoutes routes) {
        this.routes = routes;
    }

    @GET
    @Path(ROLES)
    public Uni<RoleView.Many> list(String who, String actor, @Context HttpServerRequest request) {
        return routes.list(grant(who, actor, ""), request);
    }

    @HEAD
    @Path(ROLE)
    public Uni<Void> check(String who, String actor, String role) {
        return routes.check(grant(who, actor, role));
    }

    @GET
    @Path(ROLE)
    public Uni<Void> checkByGet(String who, String actor, String role) {
        return routes.check(grant(who, actor, role));
    }

    @PUT
    @Path(ROLE)
    public Uni<Void> add(String who, String actor, String role) {
        return routes.add(grant(who, actor, role));
    }

    @DELETE
    @Path(ROLE)
    public Uni<Void> remove(String who, String actor, String role) {
        return routes.remove(grant(who, actor, role));
    }

    private static Grant grant(String who, String actor, String role) {
        return new Grant(GrantRoutes.actor(who), actor, Grant.Target.SYSTEM, Grant.SYSTEM, role, false);
    }
}
