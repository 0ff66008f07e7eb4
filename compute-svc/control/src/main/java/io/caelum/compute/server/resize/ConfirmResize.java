package io.caelum.compute.server.resize;

import static java.time.Duration.ofMinutes;

import io.caelum.compute.host.Hosts;
import io.caelum.compute.migration.MigrationStatus;
import io.caelum.compute.migration.Migrations;
import io.caelum.compute.server.ResizeStates;
import io.caelum.compute.server.boot.BootData.Try;
import io.caelum.compute.server.boot.FormerHosts;
import io.caelum.compute.server.order.ServerTasks;
import io.caelum.platform.data.Tx;
import io.caelum.platform.trace.Tracing;
import io.caelum.platform.workflow.Failure;
import io.caelum.platform.workflow.Run;
import io.caelum.platform.workflow.Steps;
import io.caelum.platform.workflow.Workflow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The server stays where it is now: what its former host still has of it goes, and then the claim on that host. A former
 * host that is down does not hold it up; when it comes back it learns that the guest is not its own any more.
 */
@ApplicationScoped
public class ConfirmResize extends Workflow<ConfirmData> {

    @Override
    protected void steps(Steps<ConfirmData> steps) {
        steps.step("remove", this::removeFormer).within(ofMinutes(5));
        steps.transact("finish", this::finish);
    }

    public static final String KIND = "confirm-resize";

    private final FormerHosts formerHosts;
    private final Hosts hosts;
    private final Migrations migrations;
    private final ResizeStates states;
    private final ServerTasks tasks;

    ConfirmResize(FormerHosts formerHosts, Hosts hosts, Migrations migrations, ResizeStates states, ServerTasks tasks) {
        super(KIND, ConfirmData.class);
        this.formerHosts = formerHosts;
        this.hosts = hosts;
        this.migrations = migrations;
        this.states = states;
        this.tasks = tasks;
    }

    @Override
    protected String resourceAttribute() {
        return Tracing.SERVER_ID;
    }

    private Uni<ConfirmData> removeFormer(Run<ConfirmData> run) {
        ConfirmData data = run.data();
        var former = new Try(data.former(), data.generation(), "the server has left it");
        return formerHosts
                .requireVacated(run.resourceId(), List.of(former), run.signals())
                .replaceWith(data);
    }

    private Uni<ConfirmData> finish(Tx tx, Run<ConfirmData> run) {
        ConfirmData data = run.data();
        return hosts.release(tx, data.migration())
                .chain(() -> tasks.ended(
                        tx, run.resourceId(), Moving.CONFIRM, states.confirmed(tx, run.resourceId(), data.to())))
                .call(() -> migrations.ended(tx, data.migration(), MigrationStatus.CONFIRMED))
                .replaceWith(data);
    }

    /** It waits to be confirmed as before: that can be done again. */
    @Override
    protected Uni<Void> failed(Tx tx, Run<ConfirmData> run, Failure failure) {
        return migrations
                .reached(tx, run.data().migration(), MigrationStatus.FINISHED)
                .chain(() -> tasks.wentBack(tx, run, Moving.CONFIRM, failure));
    }

    /** Only a delete cancels it, which removes both guests. */
    @Override
    protected Uni<Void> cancelled(Tx tx, Run<ConfirmData> run) {
        return tasks.cancelled(tx, run, Moving.CONFIRM);
    }
}
