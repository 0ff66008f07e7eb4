package io.caelum.networkagent.mechanism.ovs.flow;

import java.util.ArrayList;
import java.util.List;

/** Collects the flows of a bridge. */
final class Flows {

    private final List<Flow> all = new ArrayList<>();

    void add(int table, int priority, String match, String... actions) {
        all.add(new Flow(table, priority, match, String.join(",", actions)));
    }

    List<Flow> all() {
        return List.copyOf(all);
    }
}
