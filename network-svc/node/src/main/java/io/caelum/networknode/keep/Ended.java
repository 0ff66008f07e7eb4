package io.caelum.networknode.keep;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Up to which revision things are known to be removed, so that a plan which arrives late makes nothing. Only the latest
 * ones: what slips through is found by the next comparison with network control.
 */
final class Ended {

    private static final int MAX = 10_000;

    private final Map<UUID, Long> last = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
            return size() > MAX;
        }
    };

    synchronized void add(UUID id, long revision) {
        last.merge(id, revision, Math::max);
    }

    synchronized boolean contains(UUID id, long revision) {
        return revision <= last.getOrDefault(id, Long.MIN_VALUE);
    }
}
