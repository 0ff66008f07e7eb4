package io.caelum.identity.token;

import io.caelum.identity.assignment.Actors;
import io.caelum.identity.assignment.Assignments;
import io.caelum.identity.assignment.Grant;
import io.caelum.identity.catalog.Catalog;
import io.caelum.identity.catalog.CatalogView;
import io.caelum.identity.fault.Faults;
import io.caelum.identity.resource.Links;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.web.token.Tokens;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;

/** What the caller's own token gives: the catalog, and whether it may be exchanged for one of the system. */
@Path("/v3/auth")
class AuthResource {

    private final Db db;
    private final Catalog catalog;
    private final Actors actors;
    private final Assignments assignments;
    private final Tokens tokens;

    AuthResource(Db db, Catalog catalog, Actors actors, Assignments assignments, Tokens tokens) {
        this.db = db;
        this.catalog = catalog;
        this.actors = actors;
        this.assignments = assignments;
        this.tokens = tokens;
    }

    @GET
    @Path("catalog")
    public Uni<CatalogView.Many> catalog(
            @HeaderParam("X-Auth-Token") String token, @Context HttpServerRequest request) {
        var links = Links.of(request);
        var claims = tokens.require(token);
        if (TokenViews.isUnscoped(claims)) {
            throw Faults.denied("identity:get_auth_catalog. The token has no scope, so there is no catalog for it.");
        }
        return db.read(tx -> catalog.forToken(tx, claims))
                .map(services -> new CatalogView.Many(services, links.whole("/auth/catalog")));
    }

    @GET
    @Path("system")
    public Uni<Systems> system(@Context HttpServerRequest request) {
        var links = Links.of(request);
        String user = CurrentContext.get().userId();
        return db.read(tx -> actors.of(tx, user)
                        .chain(who -> assignments.rolesOn(tx, who, Grant.Target.SYSTEM, Grant.SYSTEM)))
                .map(roles -> new Systems(
                        roles.isEmpty() ? List.of() : List.of(new TokenView.System(true)),
                        links.whole("/auth/system")));
    }

    record Systems(List<TokenView.System> system, Links.Whole links) {}
}
