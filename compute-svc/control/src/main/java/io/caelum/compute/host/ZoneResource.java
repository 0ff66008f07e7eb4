package io.caelum.compute.host;

import static io.caelum.compute.policy.ComputePolicy.ZONES;
import static io.caelum.compute.policy.ComputePolicy.ZONES_DETAIL;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.compute.http.Times;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

@Path("/v2.1/os-availability-zone")
class ZoneResource {

    private final Db db;
    private final Hosts hosts;

    ZoneResource(Db db, Hosts hosts) {
        this.db = db;
        this.hosts = hosts;
    }

    record Zone(String zoneName, ZoneState zoneState, Optional<Map<String, Map<String, ServiceState>>> hosts) {}

    record ZoneState(boolean available) {}

    record ServiceState(
            boolean available,
            boolean active,
            @JsonProperty("updated_at") String updatedAt) {}

    record Many(List<Zone> availabilityZoneInfo) {}

    @GET
    public Uni<Many> list() {
        ZONES.check();
        return zones(false);
    }

    @GET
    @Path("detail")
    public Uni<Many> detail() {
        ZONES_DETAIL.check();
        return zones(true);
    }

    private Uni<Many> zones(boolean detailed) {
        Instant alive = hosts.alive();
        return db.read(hosts::all)
                .map(all -> all.stream()
                        .collect(Collectors.groupingBy(
                                host -> host.availabilityZone, TreeMap::new, Collectors.toList())))
                .map(byZone -> new Many(byZone.entrySet().stream()
                        .map(zone -> zone(zone.getKey(), zone.getValue(), alive, detailed))
                        .toList()));
    }

    private static Zone zone(String name, List<Host> hosts, Instant alive, boolean detailed) {
        boolean available = hosts.stream().anyMatch(host -> !host.disabled);
        return new Zone(
                name,
                new ZoneState(available),
                detailed
                        ? Optional.of(hosts.stream()
                                .collect(Collectors.toMap(
                                        host -> host.name,
                                        host -> Map.of(
                                                ServiceView.BINARY,
                                                new ServiceState(
                                                        host.isUp(alive),
                                                        !host.disabled,
                                                        Times.micros(host.lastSeen))))))
                        : Optional.empty());
    }
}
