package io.caelum.gateway.health;

import io.caelum.platform.web.token.Anonymous;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Whether the whole works, and if not, which part and why. */
@Path("/health")
@Anonymous
public class HealthResource {

    private final ServiceHealth services;

    HealthResource(ServiceHealth services) {
        this.services = services;
    }

    @GET
    public Uni<Response> health() {
        return services.all()
                .map(all -> Response.status(all.isUp() ? 200 : 503)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(all)
                        .build());
    }
}
