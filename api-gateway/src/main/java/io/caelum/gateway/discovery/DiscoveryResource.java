package io.caelum.gateway.discovery;

import io.caelum.gateway.GatewayConfig;
import io.caelum.platform.web.PublicUrl;
import io.caelum.platform.web.token.Anonymous;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What there is behind this address, for people and for clients that look around. */
@Path("/")
@Anonymous
@NonBlocking
public class DiscoveryResource {

    /** Where the API of a service begins below its address. */
    private static final Map<String, String> API =
            Map.of("identity", "/v3", "image", "/v2", "compute", "/v2.1", "network", "/v2.0");

    private final GatewayConfig config;

    DiscoveryResource(GatewayConfig config) {
        this.config = config;
    }

    @GET
    public Catalog discover(@Context HttpServerRequest request) {
        String base = config.publicUrl().map(URI::toString).orElseGet(() -> PublicUrl.of(request));
        List<Service> services = new TreeMap<>(config.routes())
                .keySet().stream().map(name -> Service.of(name, base)).toList();
        return new Catalog("Caelum", services, new Links(base + "/health", base + "/trace/v1/traces"));
    }

    record Catalog(String name, List<Service> services, Links links) {}

    /** @param versions version discovery of the service itself */
    record Service(String type, String versions, Optional<String> api) {
        static Service of(String name, String base) {
            String address = base + "/" + name;
            return new Service(
                    name, address + "/", Optional.ofNullable(API.get(name)).map(path -> address + path));
        }
    }

    record Links(String health, String traces) {}
}
