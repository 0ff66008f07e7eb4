package io.caelum.identity.grant;

import io.caelum.identity.assignment.Grant;
import jakarta.ws.rs.Path;

/** Roles of users and groups on a domain. */
@Path("/v3/domains")
class DomainGrantResource extends PlaceGrantResource {

    DomainGrantResource(GrantRoutes routes) {
        super(routes, Grant.Target.DOMAIN);
    }
}
