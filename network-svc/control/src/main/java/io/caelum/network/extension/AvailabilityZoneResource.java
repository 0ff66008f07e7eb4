package io.caelum.network.extension;

import io.caelum.network.agent.AgentZones;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;

/** The zones that network nodes report: those with DHCP agents for networks, those with L3 agents for routers. */
@Path("/v2.0/availability_zones")
class AvailabilityZoneResource {

    @Inject
    Db db;

    @Inject
    AgentZones zones;

    @GET
    public Uni<Map<String, Object>> list() {
        return db.read(zones::all).map(found -> Map.of("availability_zones", found));
    }
}
