package io.caelum.compute.server.resize;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;

import io.caelum.compute.host.Hosts;
import io.caelum.compute.migration.MigrationStatus;
import io.caelum.compute.migration.Migrations;
import io.caelum.compute.neighbour.NetworkClient;
import io.caelum.compute.neighbour.WorkerClient;
import io.caelum.compute.server.GuestInput;
import io.caelum.compute.server.ResizeStates;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.TaskState;
import io.caelum.compute.server.boot.BootData.Try;
import io.caelum.compute.server.boot.FormerHosts;
import io.caelum.compute.server.boot.Heard;
import io.caelum.compute.server.order.HostAnswer;
import io.caelum.compute.server.order.ServerTasks;
import io.caelum.platform.contract.compute.GuestOrder;
import io.caelum.platform.contract.compute.PowerChange;
import io.caelum.platform.contract.compute.PowerRequest;
import io.caelum.platform.contract.compute.ReceiveRequest;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.trace.Tracing;
import io.caelum.platform.workflow.Failure;
import io.caelum.platform.workflow.Run;
import io.caelum.platform.workflow.StepFailed;
import io.caelum.platform.workflow.Steps;
import io.caelum.platform.workflow.Workflow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** From a server on one host to the same server, perhaps of another size, on another one, where it waits to be confirmed. */
@ApplicationScoped
public class ResizeServer extends Workflow<ResizeData> {

    @Override
    protected void steps(Steps<ResizeData> steps) {
        steps.transact("place", this::place).undoTransact(this::giveUp);
        steps.step("stop", this::switchOff).undo(this::switchOnAgain).within(ofMinutes(1));
        steps.await("stopped", this::isOff).within(ofMinutes(5));
        steps.step("ports", this::bindPorts).undo(this::bindPortsBack).within(ofMinutes(2));
        steps.step("receive", this::tellOtherHost)
                .undo(this::removeFromOtherHost)
                .within(ofMinutes(1));
        steps.await("received", this::isReceived).within(ofHours(3));
        steps.await("vif-plugged", this::portsArePlugged).within(ofMinutes(5));
        steps.transact("finish", this::finish);
    }

    public static final String KIND = "resize-server";
    static final int RUNNING = 1;
    static final int SHUT_DOWN = 4;
    private static final int PATIENCE_SECONDS = 60;

    private final OtherHost otherHost;
    private final Migrations migrations;
    private final ResizeStates states;
    private final ServerTasks tasks;
    private final NetworkClient network;
    private final WorkerClient workers;
    private final FormerHosts formerHosts;
    private final Hosts hosts;
    private final Db db;

    ResizeServer(
            OtherHost otherHost,
            Migrations migrations,
            ResizeStates states,
            ServerTasks tasks,
            NetworkClient network,
            WorkerClient workers,
            FormerHosts formerHosts,
            Hosts hosts,
            Db db) {
        super(KIND, ResizeData.class);
        this.otherHost = otherHost;
        this.migrations = migrations;
        this.states = states;
        this.tasks = tasks;
        this.network = network;
        this.workers = workers;
        this.formerHosts = formerHosts;
        this.hosts = hosts;
        this.db = db;
    }

    @Override
    protected String resourceAttribute() {
        return Tracing.SERVER_ID;
    }

    private Uni<ResizeData> place(Tx tx, Run<ResizeData> run) {
        ResizeData data = run.data();
        var wish = new OtherHost.Wish(run.resourceId(), data.order(), data.from(), data.wantedHost());
        return otherHost
                .take(tx, wish, data.migration(), MigrationStatus.PRE_MIGRATING)
                .call(taken -> states.reached(tx, run.resourceId(), TaskState.RESIZE_MIGRATING)
                        .map(ResizeServer::requireStillMoving))
                .map(taken -> data.placed(
                        taken.host().name(),
                        taken.host().zone(),
                        taken.migration().destGeneration()));
    }

    static Server requireStillMoving(Server server) {
        if (server == null) {
            throw new StepFailed("Somebody else has changed the server's state meanwhile.");
        }
        return server;
    }

    private Uni<Void> giveUp(Tx tx, Run<ResizeData> run) {
        return otherHost.giveUp(tx, run.resourceId(), run.data().migration());
    }

    private Uni<ResizeData> switchOff(Run<ResizeData> run) {
        ResizeData data = run.data();
        return data.ran()
                ? power(data, data.off(), PowerChange.STOP).replaceWith(data)
                : Uni.createFrom().item(data);
    }

    private Uni<Void> power(ResizeData data, GuestOrder order, PowerChange change) {
        return workers.order(
                data.from(), to -> to.changePower(data.from(), new PowerRequest(order, change, PATIENCE_SECONDS)));
    }

    /** Done when the first host has said what has become of it: until then nobody may say that the server is what it was. */
    private Uni<Void> switchOnAgain(Run<ResizeData> run) {
        ResizeData data = run.data();
        if (!data.ran() || HostAnswer.isThere(data.onAgain().number(), run)) {
            return nothing();
        }
        return db.read(tx -> hosts.isUp(tx, data.from()))
                .chain(up -> up
                        ? power(data, data.onAgain(), PowerChange.START)
                                .onItem()
                                .failWith(() -> Fault.unavailable(
                                        "Host %s has not said yet that the guest runs again.".formatted(data.from())))
                        : nothing());
    }

    private Uni<Optional<ResizeData>> isOff(Tx tx, Run<ResizeData> run) {
        ResizeData data = run.data();
        if (!data.ran()) {
            return Uni.createFrom().item(Optional.of(data));
        }
        Optional<ResizeData> off =
                HostAnswer.to(data.off().number(), data.from(), run).map(done -> data);
        return off.isEmpty() && HostAnswer.isReminded(run)
                ? tasks.again(tx, run.resourceId(), data.why().task(), () -> switchOffAgain(data))
                        .replaceWith(off)
                : Uni.createFrom().item(off);
    }

    private void switchOffAgain(ResizeData data) {
        workers.orderAgain(
                data.from(),
                to -> to.changePower(data.from(), new PowerRequest(data.off(), PowerChange.STOP, PATIENCE_SECONDS)));
    }

    private Uni<ResizeData> bindPorts(Run<ResizeData> run) {
        ResizeData data = run.data();
        return db.withTransaction(tx -> reached(tx, run, TaskState.RESIZE_MIGRATED, MigrationStatus.MIGRATING))
                .chain(() -> network.bind(
                        data.order().portsOn(run.resourceId(), data.host().orElseThrow(), data.zone())))
                .map(bound -> data.bound(bound, run.signals().size()));
    }

    private Uni<Server> reached(Tx tx, Run<ResizeData> run, TaskState task, MigrationStatus status) {
        return states.reached(tx, run.resourceId(), task)
                .map(ResizeServer::requireStillMoving)
                .call(server -> migrations.reached(tx, run.data().migration(), status));
    }

    private Uni<Void> bindPortsBack(Run<ResizeData> run) {
        ResizeData data = run.data();
        return network.bind(data.order().portsOn(run.resourceId(), data.from(), data.fromZone()))
                .replaceWithVoid();
    }

    private Uni<ResizeData> tellOtherHost(Run<ResizeData> run) {
        ResizeData data = run.data();
        String host = data.host().orElseThrow();
        return db.withTransaction(tx -> reached(tx, run, TaskState.RESIZE_FINISH, MigrationStatus.POST_MIGRATING))
                .chain(server -> workers.receive(host, request(run, server)))
                .replaceWith(data);
    }

    private static ReceiveRequest request(Run<ResizeData> run, Server server) {
        ResizeData data = run.data();
        var build = data.order().build(run.resourceId(), data.generation(), data.ports(), GuestInput.of(server));
        return new ReceiveRequest(build, data.from(), data.off().generation(), data.ran());
    }

    /** Done when that host has said that it has no guest, and will have none: the first one is started only then. */
    private Uni<Void> removeFromOtherHost(Run<ResizeData> run) {
        ResizeData data = run.data();
        var other = new Try(data.host().orElseThrow(), data.generation(), "the move came to nothing");
        return formerHosts.requireVacated(run.resourceId(), List.of(other), run.signals());
    }

    private Uni<Optional<ResizeData>> isReceived(Tx tx, Run<ResizeData> run) {
        Heard heard = heard(run);
        heard.failure().ifPresent(failed -> {
            throw new StepFailed("Host %s could not take the server: %s".formatted(failed.host(), failed.reason()));
        });
        if (heard.hasSpawned()) {
            return Uni.createFrom().item(Optional.of(run.data()));
        }
        requireOtherHostUp(run);
        return (HostAnswer.isReminded(run) ? tellOtherHostAgain(tx, run) : nothing()).replaceWith(Optional.empty());
    }

    private Uni<Void> tellOtherHostAgain(Tx tx, Run<ResizeData> run) {
        String host = run.data().host().orElseThrow();
        return states.reached(tx, run.resourceId(), TaskState.RESIZE_FINISH)
                .onItem()
                .ifNotNull()
                .invoke(server -> tx.afterCommit(() ->
                        workers.orderAgain(host, to -> to.receiveInstance(host, request(run, server)))))
                .replaceWithVoid();
    }

    private static Heard heard(Run<ResizeData> run) {
        ResizeData data = run.data();
        return new Heard(run.signals(), data.host(), data.generation(), data.heard());
    }

    private static void requireOtherHostUp(Run<ResizeData> run) {
        if (heard(run).hostIsDown()) {
            throw new StepFailed(
                    "Host %s went down.".formatted(run.data().host().orElseThrow()));
        }
    }

    private Uni<Optional<ResizeData>> portsArePlugged(Tx tx, Run<ResizeData> run) {
        requireOtherHostUp(run);
        boolean all = true;
        for (BoundPort port : run.data().ports()) {
            Optional<Boolean> plugged = heard(run).plugged(port.portId());
            if (plugged.equals(Optional.of(false))) {
                throw new StepFailed("The network of port %s could not be wired on host %s."
                        .formatted(port.portId(), run.data().host().orElseThrow()));
            }
            all &= port.active() || plugged.isPresent();
        }
        return Uni.createFrom().item(all ? Optional.of(run.data()) : Optional.empty());
    }

    private Uni<ResizeData> finish(Tx tx, Run<ResizeData> run) {
        ResizeData data = run.data();
        var there =
                new ResizeStates.Place(data.host().orElseThrow(), data.zone().orElse(""), data.generation());
        return tasks.ended(
                        tx,
                        run.resourceId(),
                        data.why().task(),
                        states.resized(
                                tx,
                                run.resourceId(),
                                there,
                                data.order().flavor(),
                                data.ports(),
                                data.ran() ? RUNNING : SHUT_DOWN))
                .call(() -> migrations.reached(tx, data.migration(), MigrationStatus.FINISHED))
                .replaceWith(data);
    }

    @Override
    protected Uni<Void> failed(Tx tx, Run<ResizeData> run, Failure failure) {
        return migrations
                .ended(tx, run.data().migration(), MigrationStatus.ERROR)
                .chain(() -> tasks.wentBack(tx, run, run.data().why().task(), failure));
    }

    /** Only a delete cancels it, and goes on when all is taken back. */
    @Override
    protected Uni<Void> cancelled(Tx tx, Run<ResizeData> run) {
        return migrations
                .ended(tx, run.data().migration(), MigrationStatus.ERROR)
                .chain(() -> tasks.cancelled(tx, run, run.data().why().task()));
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
