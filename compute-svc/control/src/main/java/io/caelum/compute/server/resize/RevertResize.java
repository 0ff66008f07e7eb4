package io.caelum.compute.server.resize;

import static java.time.Duration.ofMinutes;

import io.caelum.compute.migration.MigrationStatus;
import io.caelum.compute.migration.Migrations;
import io.caelum.compute.neighbour.NetworkClient;
import io.caelum.compute.neighbour.WorkerClient;
import io.caelum.compute.server.ResizeStates;
import io.caelum.compute.server.VmState;
import io.caelum.compute.server.boot.BootData.Try;
import io.caelum.compute.server.boot.FormerHosts;
import io.caelum.compute.server.order.HostAnswer;
import io.caelum.compute.server.order.ServerTasks;
import io.caelum.platform.contract.compute.PowerChange;
import io.caelum.platform.contract.compute.PowerRequest;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.trace.Tracing;
import io.caelum.platform.workflow.Failure;
import io.caelum.platform.workflow.Run;
import io.caelum.platform.workflow.Steps;
import io.caelum.platform.workflow.Workflow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * The server goes back to the host that it came from, which still has its guest. There is nothing to undo: what it was on
 * the other host is gone with the first step. If its guest cannot be started again, the server is in error and says why.
 */
@ApplicationScoped
public class RevertResize extends Workflow<RevertData> {

    @Override
    protected void steps(Steps<RevertData> steps) {
        steps.step("remove", this::removeFromOtherHost).within(ofMinutes(5));
        steps.transact("return", this::giveBack);
        steps.step("ports", this::bindPorts).within(ofMinutes(5));
        steps.step("start", this::switchOn).within(ofMinutes(1));
        steps.await("started", this::isOn).within(ofMinutes(5));
        steps.transact("finish", this::finish);
    }

    public static final String KIND = "revert-resize";

    private final FormerHosts formerHosts;
    private final OtherHost otherHost;
    private final Migrations migrations;
    private final ResizeStates states;
    private final ServerTasks tasks;
    private final NetworkClient network;
    private final WorkerClient workers;
    private final Db db;

    RevertResize(
            FormerHosts formerHosts,
            OtherHost otherHost,
            Migrations migrations,
            ResizeStates states,
            ServerTasks tasks,
            NetworkClient network,
            WorkerClient workers,
            Db db) {
        super(KIND, RevertData.class);
        this.formerHosts = formerHosts;
        this.otherHost = otherHost;
        this.migrations = migrations;
        this.states = states;
        this.tasks = tasks;
        this.network = network;
        this.workers = workers;
        this.db = db;
    }

    @Override
    protected String resourceAttribute() {
        return Tracing.SERVER_ID;
    }

    private Uni<RevertData> removeFromOtherHost(Run<RevertData> run) {
        RevertData data = run.data();
        var other = new Try(data.left(), data.leftGeneration(), "the server goes back");
        return formerHosts
                .requireVacated(run.resourceId(), List.of(other), run.signals())
                .replaceWith(data);
    }

    private Uni<RevertData> giveBack(Tx tx, Run<RevertData> run) {
        RevertData data = run.data();
        var place = new ResizeStates.Place(
                data.back(), data.backZone().orElse(""), data.start().generation());
        return otherHost
                .giveUp(tx, run.resourceId(), data.migration())
                .chain(() -> states.returned(
                        tx, run.resourceId(), place, data.order().flavor()))
                .map(ResizeServer::requireStillMoving)
                .call(() -> migrations.ended(tx, data.migration(), MigrationStatus.REVERTED))
                .replaceWith(data.hasReturned());
    }

    private Uni<RevertData> bindPorts(Run<RevertData> run) {
        RevertData data = run.data();
        return network.bind(data.order().portsOn(run.resourceId(), data.back(), data.backZone()))
                .chain(bound -> db.withTransaction(tx -> states.portsReturned(tx, run.resourceId(), bound)))
                .replaceWith(data);
    }

    private Uni<RevertData> switchOn(Run<RevertData> run) {
        RevertData data = run.data();
        return data.ran()
                ? workers.order(data.back(), to -> to.changePower(data.back(), request(data)))
                        .replaceWith(data)
                : Uni.createFrom().item(data);
    }

    private static PowerRequest request(RevertData data) {
        return new PowerRequest(data.start(), PowerChange.START, 0);
    }

    private Uni<Optional<RevertData>> isOn(Tx tx, Run<RevertData> run) {
        RevertData data = run.data();
        if (!data.ran()) {
            return Uni.createFrom().item(Optional.of(data.started(ResizeServer.SHUT_DOWN)));
        }
        Optional<RevertData> on =
                HostAnswer.to(data.start().number(), data.back(), run).map(done -> data.started(done.powerState()));
        return on.isEmpty() && HostAnswer.isReminded(run)
                ? tasks.again(
                                tx,
                                run.resourceId(),
                                Moving.REVERT,
                                () -> workers.orderAgain(data.back(), to -> to.changePower(data.back(), request(data))))
                        .replaceWith(on)
                : Uni.createFrom().item(on);
    }

    private Uni<RevertData> finish(Tx tx, Run<RevertData> run) {
        RevertData data = run.data();
        return tasks.ended(
                        tx,
                        run.resourceId(),
                        Moving.REVERT,
                        data.ran() ? VmState.ACTIVE : VmState.STOPPED,
                        data.powerState())
                .replaceWith(data);
    }

    /** As long as it is the other host's it waits there to be confirmed, or reverted once more. */
    @Override
    protected Uni<Void> failed(Tx tx, Run<RevertData> run, Failure failure) {
        return run.data().returned()
                ? tasks.brokeDown(tx, run, Moving.REVERT, failure)
                : migrations
                        .reached(tx, run.data().migration(), MigrationStatus.FINISHED)
                        .chain(() -> tasks.wentBack(tx, run, Moving.REVERT, failure));
    }

    /** Only a delete cancels it, which removes whatever is left on both hosts. */
    @Override
    protected Uni<Void> cancelled(Tx tx, Run<RevertData> run) {
        return tasks.cancelled(tx, run, Moving.REVERT);
    }
}
