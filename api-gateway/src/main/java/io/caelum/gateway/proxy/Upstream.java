package io.caelum.gateway.proxy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A service behind the gateway: one or more instances that can all answer any request. */
final class Upstream {

    private final String name;
    private final List<URI> instances;
    private final AtomicInteger turn = new AtomicInteger();

    Upstream(String name, List<URI> instances) {
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("caelum.gateway.routes." + name + " has no address");
        }
        this.name = name;
        this.instances = List.copyOf(instances);
    }

    /** The first segment of its public path, by which users know it. */
    String name() {
        return name;
    }

    /** All instances, beginning with the one whose turn it is. */
    List<URI> inTurn() {
        int first = Math.floorMod(turn.getAndIncrement(), instances.size());
        var order = new ArrayList<URI>(instances.subList(first, instances.size()));
        order.addAll(instances.subList(0, first));
        return order;
    }
}
