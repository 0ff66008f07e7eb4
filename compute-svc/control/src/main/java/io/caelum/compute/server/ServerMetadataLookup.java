package io.caelum.compute.server;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.compute.ServerMetadata;
import io.caelum.platform.contract.compute.ServerMetadataRpc;
import io.caelum.platform.data.Db;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells what a guest may know of itself. */
@ApplicationScoped
class ServerMetadataLookup implements ServerMetadataRpc {

    private final Bus bus;
    private final Db db;
    private final Servers servers;
    private final String host;

    ServerMetadataLookup(Bus bus, Db db, Servers servers, @ConfigProperty(name = "caelum.host") String host) {
        this.bus = bus;
        this.db = db;
        this.servers = servers;
        this.host = host;
    }

    void serve(@Observes StartupEvent event) {
        bus.serve(ServerMetadataRpc.class, this, Serving.onEventLoop(host));
    }

    @Override
    public Uni<ServerMetadata> metadataOf(UUID serverId) {
        return db.read(tx -> servers.find(tx, serverId))
                .onItem()
                .ifNull()
                .failWith(() -> Servers.notFound(serverId))
                .map(ServerMetadataLookup::metadata);
    }

    private static ServerMetadata metadata(Server server) {
        return new ServerMetadata(
                server.id,
                server.name,
                server.hostname,
                server.projectId,
                server.availabilityZone == null ? "nova" : server.availabilityZone,
                server.flavorName,
                server.launchIndex,
                server.metadata,
                server.keyName == null || server.publicKey == null
                        ? Map.of()
                        : Map.of(server.keyName, server.publicKey),
                Optional.ofNullable(server.userData));
    }
}
