package io.caelum.compute.server;

import io.caelum.compute.action.InstanceActions;
import io.caelum.compute.server.boot.BootData;
import io.caelum.compute.server.boot.BootServer;
import io.caelum.compute.server.delete.DeleteServer;
import io.caelum.platform.data.Db;
import io.caelum.platform.workflow.Workflows;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** What clients ask for: a delete goes through the real service, a create only records what that would. */
public final class SimulatedRequests {

    private final Db db;
    private final SimulatedServers servers;
    private final Workflows workflows;
    private final BootServer boot;
    private final ServerService service;

    public SimulatedRequests(
            Db db,
            SimulatedServers servers,
            InstanceActions actions,
            ServerNotices notices,
            Workflows workflows,
            BootServer boot,
            DeleteServer delete) {
        this.db = db;
        this.servers = servers;
        this.workflows = workflows;
        this.boot = boot;
        this.service = new ServerService(
                db,
                Clock.systemUTC(),
                servers.queries(),
                servers.states(),
                null,
                null,
                actions,
                notices,
                null,
                workflows,
                boot,
                delete);
    }

    /** Repeated, as with an idempotency key, it does nothing more. */
    public Uni<Void> create(UUID id, UUID port, UUID network) {
        return db.withTransaction(tx -> servers.isKnown(id)
                ? Uni.createFrom().voidItem()
                : workflows
                        .start(tx, boot, id, BootData.of(servers.request(id, List.of(port), network)))
                        .replaceWithVoid());
    }

    public Uni<Void> delete(UUID id) {
        return service.delete(SimulatedServers.caller(), id);
    }
}
