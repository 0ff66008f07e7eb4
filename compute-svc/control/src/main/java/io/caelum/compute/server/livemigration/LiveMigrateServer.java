package io.caelum.compute.server.livemigration;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;

import io.caelum.compute.host.Hosts;
import io.caelum.compute.migration.FormerPlace;
import io.caelum.compute.migration.MigrationStatus;
import io.caelum.compute.migration.Migrations;
import io.caelum.compute.neighbour.NetworkClient;
import io.caelum.compute.neighbour.WorkerClient;
import io.caelum.compute.server.GuestInput;
import io.caelum.compute.server.LiveMigrationStates;
import io.caelum.compute.server.ResizeStates;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.TaskState;
import io.caelum.compute.server.VmState;
import io.caelum.compute.server.boot.BootData.Try;
import io.caelum.compute.server.boot.FormerHosts;
import io.caelum.compute.server.boot.Heard;
import io.caelum.compute.server.order.HostAnswer;
import io.caelum.compute.server.order.ServerTask;
import io.caelum.compute.server.order.ServerTasks;
import io.caelum.compute.server.resize.OtherHost;
import io.caelum.platform.contract.compute.LiveMigrateRequest;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.trace.Tracing;
import io.caelum.platform.workflow.Failure;
import io.caelum.platform.workflow.Run;
import io.caelum.platform.workflow.StepFailed;
import io.caelum.platform.workflow.Steps;
import io.caelum.platform.workflow.Workflow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** From a server that runs on one host to the same server, which has hardly noticed, on another one. */
@ApplicationScoped
public class LiveMigrateServer extends Workflow<LiveMigrationData> {

    @Override
    protected void steps(Steps<LiveMigrationData> steps) {
        steps.transact("place", this::place).undoTransact(this::giveUp);
        steps.step("ports", this::wirePorts).undo(this::unwirePorts).within(ofMinutes(2));
        steps.step("bring", this::tellHost).undo(this::removeFromOtherHost).within(ofMinutes(1));
        steps.await("brought", this::isBrought).within(ofHours(3));
        steps.transact("arrive", this::arrive);
        // The guest is on the other host: what fails from here on takes nothing back
        steps.step("activate", this::activatePorts).within(ofMinutes(10));
        steps.step("remove", this::removeFormer).within(ofMinutes(5));
        steps.transact("finish", this::finish);
    }

    public static final String KIND = "live-migrate-server";

    static final ServerTask TASK = new ServerTask(
            "live-migration",
            "compute_live_migration",
            "live_migration",
            EnumSet.of(VmState.ACTIVE, VmState.PAUSED),
            List.of(TaskState.MIGRATING));

    private static final int RUNNING = 1;
    private static final int PAUSED = 3;

    private final OtherHost otherHost;
    private final Hosts hosts;
    private final Migrations migrations;
    private final FormerPlace formerPlace;
    private final LiveMigrationStates states;
    private final ServerTasks tasks;
    private final NetworkClient network;
    private final WorkerClient workers;
    private final FormerHosts formerHosts;
    private final Db db;

    LiveMigrateServer(
            OtherHost otherHost,
            Hosts hosts,
            Migrations migrations,
            FormerPlace formerPlace,
            LiveMigrationStates states,
            ServerTasks tasks,
            NetworkClient network,
            WorkerClient workers,
            FormerHosts formerHosts,
            Db db) {
        super(KIND, LiveMigrationData.class);
        this.otherHost = otherHost;
        this.hosts = hosts;
        this.migrations = migrations;
        this.formerPlace = formerPlace;
        this.states = states;
        this.tasks = tasks;
        this.network = network;
        this.workers = workers;
        this.formerHosts = formerHosts;
        this.db = db;
    }

    @Override
    protected String resourceAttribute() {
        return Tracing.SERVER_ID;
    }

    private Uni<LiveMigrationData> place(Tx tx, Run<LiveMigrationData> run) {
        LiveMigrationData data = run.data();
        var wish = new OtherHost.Wish(run.resourceId(), data.order(), data.from(), data.wantedHost());
        return otherHost
                .take(tx, wish, data.migration(), MigrationStatus.PREPARING)
                .call(taken -> still(tx, run))
                .map(taken -> data.placed(
                        taken.host().name(),
                        taken.host().zone(),
                        taken.migration().destGeneration()));
    }

    private Uni<Server> still(Tx tx, Run<LiveMigrationData> run) {
        return states.stillGoing(tx, run.resourceId()).map(LiveMigrateServer::requireStillMoving);
    }

    private static Server requireStillMoving(Server server) {
        if (server == null) {
            throw new StepFailed("Somebody else has changed the server's state meanwhile.");
        }
        return server;
    }

    private Uni<Void> giveUp(Tx tx, Run<LiveMigrationData> run) {
        return run.data().arrived()
                ? nothing()
                : otherHost.giveUp(tx, run.resourceId(), run.data().migration());
    }

    private Uni<LiveMigrationData> wirePorts(Run<LiveMigrationData> run) {
        LiveMigrationData data = run.data();
        return network.prepare(
                        data.order().portsOn(run.resourceId(), data.host().orElseThrow(), data.zone()))
                .map(data::wired);
    }

    private Uni<Void> unwirePorts(Run<LiveMigrationData> run) {
        return run.data().arrived() ? nothing() : network.drop(run.resourceId());
    }

    private Uni<LiveMigrationData> tellHost(Run<LiveMigrationData> run) {
        LiveMigrationData data = run.data();
        return db.withTransaction(tx -> still(tx, run)
                        .call(server -> migrations.reached(tx, data.migration(), MigrationStatus.RUNNING)))
                .chain(server ->
                        workers.order(data.from(), to -> to.liveMigrateInstance(data.from(), request(run, server))))
                .replaceWith(data);
    }

    private static LiveMigrateRequest request(Run<LiveMigrationData> run, Server server) {
        LiveMigrationData data = run.data();
        return new LiveMigrateRequest(
                data.bring(),
                data.host().orElseThrow(),
                data.order().build(run.resourceId(), data.generation(), data.ports(), GuestInput.of(server)),
                data.was() == VmState.ACTIVE);
    }

    /** Only that host lets the guest go on there; that it does not, and will not, is known when it has said so. */
    private Uni<Void> removeFromOtherHost(Run<LiveMigrationData> run) {
        LiveMigrationData data = run.data();
        var other = new Try(data.host().orElseThrow(), data.generation(), "the move came to nothing");
        return data.arrived() ? nothing() : formerHosts.requireVacated(run.resourceId(), List.of(other), run.signals());
    }

    /** What the other host says comes first: it knows better than one that may have lost its worker meanwhile. */
    private Uni<Optional<LiveMigrationData>> isBrought(Tx tx, Run<LiveMigrationData> run) {
        LiveMigrationData data = run.data();
        boolean isThere = new Heard(run.signals(), data.host(), data.generation(), 0).hasSpawned()
                || HostAnswer.to(data.bring().number(), data.from(), run).isPresent();
        if (isThere) {
            return Uni.createFrom().item(Optional.of(data));
        }
        return (HostAnswer.isReminded(run) ? tellHostAgain(tx, run) : nothing()).replaceWith(Optional.empty());
    }

    private Uni<Void> tellHostAgain(Tx tx, Run<LiveMigrationData> run) {
        String host = run.data().from();
        return states.stillGoing(tx, run.resourceId())
                .onItem()
                .ifNotNull()
                .invoke(server -> tx.afterCommit(() ->
                        workers.orderAgain(host, to -> to.liveMigrateInstance(host, request(run, server)))))
                .replaceWithVoid();
    }

    private Uni<LiveMigrationData> arrive(Tx tx, Run<LiveMigrationData> run) {
        LiveMigrationData data = run.data();
        var there =
                new ResizeStates.Place(data.host().orElseThrow(), data.zone().orElse(""), data.generation());
        return states.arrived(tx, run.resourceId(), there)
                .map(LiveMigrateServer::requireStillMoving)
                .call(server -> migrations.reached(tx, data.migration(), MigrationStatus.POST_MIGRATING))
                .replaceWith(data.hasArrived());
    }

    private Uni<LiveMigrationData> activatePorts(Run<LiveMigrationData> run) {
        LiveMigrationData data = run.data();
        return network.activate(run.resourceId(), data.host().orElseThrow())
                .chain(bound -> db.withTransaction(tx -> states.portsArrived(tx, run.resourceId(), bound)))
                .replaceWith(data);
    }

    private Uni<LiveMigrationData> removeFormer(Run<LiveMigrationData> run) {
        LiveMigrationData data = run.data();
        var former = new Try(data.from(), data.bring().generation(), "the server has left it");
        return formerHosts
                .requireVacated(run.resourceId(), List.of(former), run.signals())
                .replaceWith(data);
    }

    private Uni<LiveMigrationData> finish(Tx tx, Run<LiveMigrationData> run) {
        LiveMigrationData data = run.data();
        return hosts.release(tx, data.migration())
                .chain(() -> tasks.ended(
                        tx, run.resourceId(), TASK, data.was(), data.was() == VmState.ACTIVE ? RUNNING : PAUSED))
                .call(() -> migrations.ended(tx, data.migration(), MigrationStatus.COMPLETED))
                .replaceWith(data);
    }

    /** It goes on where it is: on the other host if it has arrived there, whatever else could not be done. */
    @Override
    protected Uni<Void> failed(Tx tx, Run<LiveMigrationData> run, Failure failure) {
        LiveMigrationData data = run.data();
        Uni<Void> ended = data.arrived()
                ? formerPlace.giveUp(tx, run.resourceId(), MigrationStatus.ERROR)
                : migrations.ended(tx, data.migration(), MigrationStatus.ERROR).replaceWithVoid();
        return ended.chain(() -> tasks.wentBack(tx, run, TASK, failure));
    }

    /** Only a delete cancels it, which removes whatever is left on both hosts. */
    @Override
    protected Uni<Void> cancelled(Tx tx, Run<LiveMigrationData> run) {
        return tasks.cancelled(tx, run, TASK);
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
