package io.caelum.networkagent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Which bindings are known to be over, so that a message about one which arrives late wires nothing. Only the latest
 * ones: what slips through is found by the next comparison with network control.
 */
final class EndedBindings {

    private static final int MAX = 10_000;

    private final Map<UUID, Long> last = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
            return size() > MAX;
        }
    };

    synchronized void add(UUID portId, long generation) {
        last.merge(portId, generation, Math::max);
    }

    synchronized boolean contains(UUID portId, long generation) {
        return generation <= last.getOrDefault(portId, Long.MIN_VALUE);
    }
}
