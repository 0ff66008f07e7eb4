package io.caelum.image.discovery;

import io.caelum.platform.web.PublicUrl;
import io.caelum.platform.web.token.Anonymous;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Which versions there are. Clients find theirs here: the catalog's URL has no {@code /v2}. */
@Path("/")
@Anonymous
class VersionsResource {

    private static final String CURRENT = "v2.15";
    private static final List<String> SUPPORTED = List.of(
            "v2.13", "v2.12", "v2.11", "v2.10", "v2.9", "v2.8", "v2.7", "v2.6", "v2.5", "v2.4", "v2.3", "v2.2", "v2.1",
            "v2.0");

    record Versions(List<Version> versions) {}

    record Version(String id, String status, List<Link> links) {}

    record Link(String rel, String href) {}

    @GET
    @ResponseStatus(300)
    public Versions choices(@Context HttpServerRequest request) {
        return versions(request);
    }

    @GET
    @Path("versions")
    public Versions versions(@Context HttpServerRequest request) {
        var links = List.of(new Link("self", PublicUrl.of(request) + "/v2/"));
        return new Versions(Stream.concat(
                        Stream.of(new Version(CURRENT, "CURRENT", links)),
                        SUPPORTED.stream().map(id -> new Version(id, "SUPPORTED", links)))
                .toList());
    }
}
