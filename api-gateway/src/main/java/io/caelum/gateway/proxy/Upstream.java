package io.caelum.gateway.proxy;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A service behind the gateway: one or more instances that can all answer any request. */
final class Upstream {

    private final String name;
    private final List<URI> routes;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<URI> instances;

    Upstream(String name, List<URI> routes) {
        if (routes.isEmpty()) {
            throw new IllegalArgumentException("caelum.gateway.routes." + name + " has no address");
        }
        this.name = name;
        this.routes = List.copyOf(routes);
        this.instances = this.routes;
    }

    /** The first segment of its public path, by which users know it. */
    String name() {
        return name;
    }

    /** Finds out which instances there are now; may block. */
    void lookAgain(Addresses addresses) {
        instances = routes.stream()
                .flatMap(route -> addresses.of(route).stream())
                .distinct()
                .toList();
    }

    List<URI> instances() {
        return instances;
    }

    /** All instances, beginning with the one whose turn it is; last those that say nothing. */
    List<URI> inTurn(Pulse pulse) {
        var order = inTurn();
        order.sort(Comparator.comparing(pulse::isSilent));
        return order;
    }

    List<URI> inTurn() {
        List<URI> now = instances;
        int first = Math.floorMod(turn.getAndIncrement(), now.size());
        var order = new ArrayList<URI>(now.subList(first, now.size()));
        order.addAll(now.subList(0, first));
        return order;
    }
}
