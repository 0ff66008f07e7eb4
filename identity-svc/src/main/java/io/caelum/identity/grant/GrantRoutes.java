package io.caelum.identity.grant;

import io.caelum.identity.assignment.Grant;
import io.caelum.identity.policy.IdentityPolicy;
import io.caelum.identity.resource.Links;
import io.caelum.identity.role.RoleView;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** What the routes below projects, domains, system and OS-INHERIT have in common: all of it but the address. */
@ApplicationScoped
class GrantRoutes {

    private final GrantService service;

    GrantRoutes(GrantService service) {
        this.service = service;
    }

    static Grant.Actor actor(String who) {
        return switch (who) {
            case "users" -> Grant.Actor.USER;
            case "groups" -> Grant.Actor.GROUP;
            default -> throw new IllegalArgumentException(who);
        };
    }

    static Grant.Target target(String where) {
        return switch (where) {
            case "projects" -> Grant.Target.PROJECT;
            case "domains" -> Grant.Target.DOMAIN;
            default -> throw new IllegalArgumentException(where);
        };
    }

    Uni<RoleView.Many> list(Grant place, HttpServerRequest request) {
        IdentityPolicy.LIST_GRANTS.check();
        var links = Links.of(request);
        String path = request.path().substring("/v3".length());
        return service.list(place, links).map(roles -> new RoleView.Many(roles, links.whole(path)));
    }

    Uni<Void> check(Grant grant) {
        IdentityPolicy.CHECK_GRANT.check();
        return service.check(grant);
    }

    Uni<Void> add(Grant grant) {
        IdentityPolicy.CREATE_GRANT.check();
        return service.add(grant);
    }

    Uni<Void> remove(Grant grant) {
        IdentityPolicy.REVOKE_GRANT.check();
        return service.remove(grant);
    }
}
