package io.caelum.networknode.metadata;

import io.caelum.platform.contract.compute.ServerMetadata;
import io.caelum.platform.contract.compute.ServerMetadataRpc;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What compute says of servers, remembered for a moment: a guest that starts asks some twenty questions in a row. Blocks,
 * so to be called on virtual threads.
 */
public final class ServerFacts {

    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int MAX = 1000;

    private final ServerMetadataRpc compute;
    private final Clock clock;
    private final Map<UUID, Known> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Known> eldest) {
            return size() > MAX;
        }
    };

    public ServerFacts(ServerMetadataRpc compute, Clock clock) {
        this.compute = compute;
        this.clock = clock;
    }

    /** A Fault of kind NOT_FOUND for a server that is not there; other failures if compute cannot be asked. */
    ServerMetadata of(UUID serverId) {
        synchronized (known) {
            Known there = known.get(serverId);
            if (there != null && there.until.isAfter(clock.instant())) {
                return there.metadata;
            }
        }
        ServerMetadata metadata = compute.metadataOf(serverId).await().indefinitely();
        synchronized (known) {
            known.put(serverId, new Known(metadata, clock.instant().plus(FRESH)));
        }
        return metadata;
    }

    private record Known(ServerMetadata metadata, Instant until) {}
}
