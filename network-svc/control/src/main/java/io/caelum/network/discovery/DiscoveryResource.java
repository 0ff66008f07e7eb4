package io.caelum.network.discovery;

import io.caelum.platform.web.PublicUrl;
import io.caelum.platform.web.token.Anonymous;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;

/** Which versions there are, and what the one has. */
@Path("/")
class DiscoveryResource {

    record Link(String rel, String href) {}

    record Version(String id, String status, List<Link> links) {}

    record ApiResource(String name, String collection, List<Link> links) {}

    @GET
    @Anonymous
    public Map<String, List<Version>> versions(HttpServerRequest http) {
        String url = PublicUrl.of(http) + "/v2.0/";
        return Map.of("versions", List.of(new Version("v2.0", "CURRENT", List.of(new Link("self", url)))));
    }

    @GET
    @Path("v2.0/")
    public Map<String, List<ApiResource>> resources(HttpServerRequest http) {
        String url = PublicUrl.of(http) + "/v2.0/";
        return Map.of(
                "resources",
                List.of(
                        resource(url, "network", "networks"),
                        resource(url, "subnet", "subnets"),
                        resource(url, "port", "ports")));
    }

    private static ApiResource resource(String url, String name, String collection) {
        return new ApiResource(name, collection, List.of(new Link("self", url + collection)));
    }
}
