package io.caelum.compute.migration;

import io.caelum.compute.host.Hosts;
import io.caelum.compute.neighbour.WorkerClient;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The place to which a server could still have gone back. */
@ApplicationScoped
public class FormerPlace {

    private final Migrations migrations;
    private final Hosts hosts;
    private final WorkerClient workers;

    FormerPlace(Migrations migrations, Hosts hosts, WorkerClient workers) {
        this.migrations = migrations;
        this.hosts = hosts;
        this.workers = workers;
    }

    /** The server does not go back: what is left of it there goes, now or when the host reports; nothing there is fine. */
    public Uni<Void> giveUp(Tx tx, UUID server, MigrationStatus as) {
        return migrations
                .endedOf(tx, server, as)
                .onItem()
                .ifNotNull()
                .transformToUni(migration -> hosts.release(tx, migration.id())
                        .invoke(() -> tx.afterCommit(() ->
                                workers.terminateLater(migration.sourceHost(), server, migration.sourceGeneration()))));
    }
}
