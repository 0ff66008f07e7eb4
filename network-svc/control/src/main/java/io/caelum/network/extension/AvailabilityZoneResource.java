package io.caelum.network.extension;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;

/** Agents are not divided into zones: there are none. */
@Path("/v2.0/availability_zones")
class AvailabilityZoneResource {

    @GET
    public Map<String, List<Object>> list() {
        return Map.of("availability_zones", List.of());
    }
}
