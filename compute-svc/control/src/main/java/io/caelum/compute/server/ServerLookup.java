package io.caelum.compute.server;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.compute.ServerLookupRpc;
import io.caelum.platform.data.Db;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells other services which servers there are. */
@ApplicationScoped
class ServerLookup implements ServerLookupRpc {

    private static final String LIVING = """
            select id from servers
            where id = any(cast(string_to_array(:ids, ',') as uuid[])) and deleted_at is null""";

    private final Bus bus;
    private final Db db;
    private final String host;

    ServerLookup(Bus bus, Db db, @ConfigProperty(name = "caelum.host") String host) {
        this.bus = bus;
        this.db = db;
        this.host = host;
    }

    void serve(@Observes StartupEvent event) {
        bus.serve(ServerLookupRpc.class, this, Serving.onEventLoop(host));
    }

    @Override
    public Uni<List<UUID>> living(List<UUID> servers) {
        String ids = servers.stream().map(UUID::toString).collect(Collectors.joining(","));
        return db.read(tx -> tx.session()
                .createNativeQuery(LIVING, UUID.class)
                .setParameter("ids", ids)
                .getResultList());
    }
}
