package io.caelum.identity.discovery;

import io.caelum.identity.resource.Links;
import io.caelum.platform.web.token.Anonymous;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /}: which versions of the API there are, namely one. */
@Path("/")
@Anonymous
class DiscoveryResource {

    private static final int MULTIPLE_CHOICES = 300;

    @GET
    public RestResponse<Versions> all(@Context HttpServerRequest request) {
        String address = Links.of(request).v3() + "/";
        return RestResponse.ResponseBuilder.<Versions>create(MULTIPLE_CHOICES)
                .entity(new Versions(new Versions.Values(List.of(Version.at(address)))))
                .header("Location", address)
                .build();
    }

    record Versions(Values versions) {
        record Values(List<Version> values) {}
    }
}
