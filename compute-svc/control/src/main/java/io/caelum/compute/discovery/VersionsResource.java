package io.caelum.compute.discovery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.compute.http.Microversions;
import io.caelum.platform.web.PublicUrl;
import io.caelum.platform.web.token.Anonymous;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;

/** Which versions there are: clients read it before they have a token. */
@Path("/")
@Anonymous
class VersionsResource {

    private static final String UPDATED = "2013-07-23T11:33:21Z";
    private static final List<MediaType> MEDIA_TYPES =
            List.of(new MediaType("application/json", "application/vnd.openstack.compute+json;version=2.1"));

    @GET
    public Versions all(HttpServerRequest request) {
        return new Versions(List.of(legacy(request, null), current(request, null)));
    }

    @GET
    @Path("v2.1")
    public One show(HttpServerRequest request) {
        return new One(current(request, MEDIA_TYPES));
    }

    @GET
    @Path("v2")
    public One showLegacy(HttpServerRequest request) {
        return new One(legacy(
                request,
                List.of(new MediaType("application/json", "application/vnd.openstack.compute+json;version=2"))));
    }

    private static Version current(HttpServerRequest request, List<MediaType> types) {
        return new Version(
                "v2.1",
                "CURRENT",
                Microversions.MAXIMUM.toString(),
                Microversions.MINIMUM.toString(),
                UPDATED,
                List.of(Map.of("rel", "self", "href", PublicUrl.of(request) + "/v2.1/")),
                types);
    }

    private static Version legacy(HttpServerRequest request, List<MediaType> types) {
        return new Version(
                "v2.0",
                "SUPPORTED",
                "",
                "",
                "2011-01-21T11:33:21Z",
                List.of(Map.of("rel", "self", "href", PublicUrl.of(request) + "/v2/")),
                types);
    }

    record Versions(List<Version> versions) {}

    record One(Version version) {}

    record Version(
            String id,
            String status,
            String version,
            @JsonProperty("min_version") String minVersion,
            String updated,
            List<Map<String, String>> links,
            @JsonProperty("media-types") List<MediaType> mediaTypes) {}

    record MediaType(String base, String type) {}
}
