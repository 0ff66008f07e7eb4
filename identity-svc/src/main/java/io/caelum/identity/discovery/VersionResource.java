package io.caelum.identity.discovery;

import io.caelum.identity.resource.Links;
import io.caelum.platform.web.token.Anonymous;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** {@code /v3}: what this version is. */
@Path("/v3")
@Anonymous
class VersionResource {

    @GET
    public One show(@Context HttpServerRequest request) {
        return new One(Version.at(Links.of(request).v3() + "/"));
    }

    record One(Version version) {}
}
