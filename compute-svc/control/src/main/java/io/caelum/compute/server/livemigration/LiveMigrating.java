package io.caelum.compute.server.livemigration;

import io.caelum.compute.host.Hosts;
import io.caelum.compute.migration.FormerPlace;
import io.caelum.compute.migration.MigrationStatus;
import io.caelum.compute.migration.MigrationType;
import io.caelum.compute.migration.Migrations;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.VmState;
import io.caelum.compute.server.order.ServerTasks;
import io.caelum.compute.server.resize.OtherHost;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.workflow.Workflows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Begins live migrations. */
@ApplicationScoped
public class LiveMigrating {

    private final Db db;
    private final ServerTasks tasks;
    private final Hosts hosts;
    private final OtherHost otherHost;
    private final Migrations migrations;
    private final FormerPlace formerPlace;
    private final Workflows workflows;
    private final LiveMigrateServer liveMigrateServer;

    LiveMigrating(
            Db db,
            ServerTasks tasks,
            Hosts hosts,
            OtherHost otherHost,
            Migrations migrations,
            FormerPlace formerPlace,
            Workflows workflows,
            LiveMigrateServer liveMigrateServer) {
        this.db = db;
        this.tasks = tasks;
        this.hosts = hosts;
        this.otherHost = otherHost;
        this.migrations = migrations;
        this.formerPlace = formerPlace;
        this.workflows = workflows;
        this.liveMigrateServer = liveMigrateServer;
    }

    /**
     * @param to the only host that will do
     * @param checkFirst whether it is refused now if there is no host for it, instead of failing later
     * @throws Fault BAD_REQUEST for a host that is not there, not another one, or has no room
     */
    public Uni<Void> begin(RequestContext who, UUID id, Optional<String> to, boolean checkFirst) {
        return db.withTransaction(tx -> tasks.require(tx, who, id, LiveMigrateServer.TASK)
                .call(server -> otherHost.requireAnother(tx, server, to))
                .call(server -> checkFirst ? otherHost.requireRoom(tx, wish(server, to)) : nothing())
                .call(server -> requireSourceUp(tx, server))
                .chain(server -> begin(tx, who, server, to)));
    }

    private static OtherHost.Wish wish(Server server, Optional<String> to) {
        return new OtherHost.Wish(server.id(), server.orderAgain(Optional.empty()), server.requireHost(), to);
    }

    private Uni<Void> requireSourceUp(Tx tx, Server server) {
        return hosts.isUp(tx, server.requireHost())
                .invoke(up -> {
                    if (!up) {
                        throw Fault.badRequest(
                                "Compute service of %s is unavailable at this time.".formatted(server.requireHost()));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> begin(Tx tx, RequestContext who, Server found, Optional<String> to) {
        VmState was = found.vmState();
        return formerPlace
                .giveUp(tx, found.id(), MigrationStatus.ERROR)
                .chain(() -> tasks.begin(tx, who, found.id(), LiveMigrateServer.TASK))
                .chain(server -> migrations
                        .begin(tx, who, server, MigrationType.LIVE_MIGRATION, was, server.flavor())
                        .chain(migration ->
                                workflows.start(tx, liveMigrateServer, server.id(), data(migration, server, was, to))))
                .replaceWithVoid();
    }

    private static LiveMigrationData data(UUID migration, Server server, VmState was, Optional<String> to) {
        return new LiveMigrationData(
                migration,
                server.requireHost(),
                server.order(),
                was,
                server.orderAgain(Optional.empty()),
                to,
                Optional.empty(),
                Optional.empty(),
                0,
                List.of(),
                false);
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
