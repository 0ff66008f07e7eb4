package io.caelum.compute.simulation;

import io.caelum.compute.server.SimulatedServers.Seen;
import io.caelum.platform.bus.notify.SimulatedOutbox.Told;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What must hold when all is healed and quiet. I2 and I5 are watched all the time. */
final class Invariants {

    private final SimulatedCloud cloud;
    private final List<String> breaches = new ArrayList<>();

    private Invariants(SimulatedCloud cloud) {
        this.cloud = cloud;
    }

    static List<String> breaches(SimulatedCloud cloud) {
        var check = new Invariants(cloud);
        check.nothingIsLost();
        check.nothingIsOrphaned();
        check.countsAreRight();
        check.everythingIsTold();
        return check.breaches;
    }

    private void require(boolean holds, String invariant, Object about) {
        if (!holds) {
            breaches.add(invariant + ": " + about);
        }
    }

    private void nothingIsLost() {
        cloud.workflows().unfinished().forEach(left -> require(false, "I1 never ends", left));
        Map<UUID, Seen> all = new LinkedHashMap<>();
        cloud.servers().all().forEach(server -> all.put(server.id(), server));
        cloud.accepted().forEach(id -> require(all.containsKey(id), "I1 lost", id));
        for (Seen server : all.values()) {
            boolean rests = server.active() || server.error() || server.deleted();
            require(rests && !server.busy(), "I1 not at rest", server);
            require(!server.error() || server.fault() != null && !server.fault().isBlank(), "I8 unexplained", server);
            // Whose delete failed may be deleted again, and says so
            require(
                    !cloud.deletedByTheirOwners().contains(server.id()) || server.deleted() || server.error(),
                    "I1 not deleted",
                    server);
        }
    }

    private void nothingIsOrphaned() {
        Set<UUID> living = new HashSet<>();
        for (Seen server : cloud.servers().all()) {
            if (server.active()) {
                living.add(server.id());
                require(cloud.host(server.host()).running().contains(server.id()), "I3 active without a guest", server);
            }
        }
        cloud.ofGuests().forEach(id -> require(living.contains(id), "I3 guest without a server", id));
        Set<UUID> attached = cloud.network().serversWithPorts();
        attached.forEach(id -> require(living.contains(id), "I3 port without a server", id));
        living.forEach(id -> require(attached.contains(id), "I3 server without its port", id));
        Set<UUID> roomed = new HashSet<>();
        cloud.hosts().allocations().forEach(taken -> roomed.add(taken.server()));
        roomed.forEach(id -> require(living.contains(id), "I3 room without a server", id));
        living.forEach(id -> require(roomed.contains(id), "I3 server without room", id));
    }

    private void countsAreRight() {
        cloud.hosts().check();
        cloud.network().check(cloud.addresses());
    }

    /** Each end has been told once, and after the beginning. */
    private void everythingIsTold() {
        Map<String, List<String>> told = new LinkedHashMap<>();
        for (Told one : cloud.outbox().all()) {
            told.computeIfAbsent(one.resourceId(), id -> new ArrayList<>()).add(one.eventType());
        }
        for (Seen server : cloud.servers().all()) {
            List<String> events = told.getOrDefault(server.id().toString(), List.of());
            long ends = count(events, "compute.instance.create.end");
            require(ends == (server.active() ? 1 : Math.min(ends, 1)), "I6 create.end", server + " " + events);
            require(
                    count(events, "compute.instance.delete.end") == (server.deleted() ? 1 : 0),
                    "I6 delete.end",
                    server + " " + events);
            require(
                    ends == 0
                            || events.indexOf("compute.instance.create.start")
                                    < events.indexOf("compute.instance.create.end"),
                    "I6 order",
                    server + " " + events);
        }
    }

    private static long count(List<String> events, String type) {
        return events.stream().filter(type::equals).count();
    }
}
