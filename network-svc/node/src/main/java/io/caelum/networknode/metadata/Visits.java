package io.caelum.networknode.metadata;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who has come for metadata lately, and was told what. Any number of threads may. */
public final class Visits {

    private static final int MAX = 10_000;

    /** @param status of HTTP: what was answered */
    public record Visit(Instant at, int status) {}

    private final Map<Guest, Visit> last = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Guest, Visit> eldest) {
            return size() > MAX;
        }
    };

    private final Clock clock;

    public Visits(Clock clock) {
        this.clock = clock;
    }

    void came(UUID networkId, String ip, int status) {
        synchronized (last) {
            last.remove(new Guest(networkId, ip));
            last.put(new Guest(networkId, ip), new Visit(clock.instant(), status));
        }
    }

    /** The last one since this process started. */
    public Optional<Visit> lastOf(UUID networkId, String ip) {
        synchronized (last) {
            return Optional.ofNullable(last.get(new Guest(networkId, ip)));
        }
    }

    private record Guest(UUID networkId, String ip) {}
}
