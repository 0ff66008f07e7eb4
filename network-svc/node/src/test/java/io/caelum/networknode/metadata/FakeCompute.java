package io.caelum.networknode.metadata;

import io.caelum.platform.contract.compute.ServerMetadata;
import io.caelum.platform.contract.compute.ServerMetadataRpc;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Compute as those see it that ask for metadata, with a memory. */
public final class FakeCompute implements ServerMetadataRpc {

    private final Map<UUID, String> names = new ConcurrentHashMap<>();
    final AtomicInteger asked = new AtomicInteger();
    volatile boolean away;

    public FakeCompute with(UUID serverId, String name) {
        names.put(serverId, name);
        return this;
    }

    @Override
    public Uni<ServerMetadata> metadataOf(UUID serverId) {
        asked.incrementAndGet();
        if (away) {
            return Uni.createFrom().failure(new IllegalStateException("nobody serves compute-control"));
        }
        String name = names.get(serverId);
        return name == null
                ? Uni.createFrom().failure(Fault.notFound("no server " + serverId))
                : Uni.createFrom()
                        .item(new ServerMetadata(
                                serverId,
                                name,
                                name,
                                "p1",
                                "nova",
                                "m1.tiny",
                                0,
                                Map.of(),
                                Map.of("mine", "ssh-ed25519 AAAA me"),
                                Optional.of("aGVsbG8=")));
    }
}
