package io.caelum.compute.server.rebuild;

import static io.caelum.compute.server.VmState.ACTIVE;
import static io.caelum.compute.server.VmState.ERROR;
import static io.caelum.compute.server.VmState.STOPPED;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.caelum.compute.neighbour.WorkerClient;
import io.caelum.compute.server.GuestInput;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.TaskState;
import io.caelum.compute.server.order.HostAnswer;
import io.caelum.compute.server.order.ServerTask;
import io.caelum.compute.server.order.ServerTasks;
import io.caelum.platform.contract.compute.RebuildRequest;
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

/** The host puts a new disk in the place of the old one and lets the guest run again if it did. */
@ApplicationScoped
public class RebuildServer extends Workflow<RebuildData> {

    @Override
    protected void steps(Steps<RebuildData> steps) {
        steps.step("tell-host", this::tellHost).within(ofSeconds(20));
        steps.await("rebuilt", this::isRebuilt).within(ofMinutes(15));
        steps.transact("finish", this::finish);
    }

    public static final String KIND = "rebuild-server";
    static final ServerTask TASK = new ServerTask(
            "rebuild",
            "compute_rebuild_instance",
            "rebuild",
            EnumSet.of(ACTIVE, STOPPED, ERROR),
            List.of(TaskState.REBUILDING));

    private final ServerTasks tasks;
    private final Servers servers;
    private final WorkerClient workers;
    private final Db db;

    RebuildServer(ServerTasks tasks, Servers servers, WorkerClient workers, Db db) {
        super(KIND, RebuildData.class);
        this.tasks = tasks;
        this.servers = servers;
        this.workers = workers;
        this.db = db;
    }

    @Override
    protected String resourceAttribute() {
        return Tracing.SERVER_ID;
    }

    private Uni<RebuildData> tellHost(Run<RebuildData> run) {
        return db.read(tx -> servers.find(tx, run.resourceId()))
                .onItem()
                .ifNull()
                .failWith(() -> new StepFailed("The server was deleted meanwhile."))
                .chain(server -> workers.order(
                        run.data().host(), to -> to.rebuildInstance(run.data().host(), request(run.data(), server))))
                .replaceWith(run.data());
    }

    private static RebuildRequest request(RebuildData data, Server server) {
        var build = server.orderAgain(Optional.of(data.image()))
                .build(server.id(), data.order().generation(), server.ports(), GuestInput.of(server));
        return new RebuildRequest(data.order(), build, data.startAgain());
    }

    private Uni<Optional<RebuildData>> isRebuilt(Tx tx, Run<RebuildData> run) {
        RebuildData data = run.data();
        Optional<RebuildData> rebuilt =
                HostAnswer.to(data.order().number(), data.host(), run).map(done -> data.done(done.powerState()));
        return rebuilt.isEmpty() && HostAnswer.isReminded(run)
                ? tellAgain(tx, run).replaceWith(rebuilt)
                : Uni.createFrom().item(rebuilt);
    }

    private Uni<Void> tellAgain(Tx tx, Run<RebuildData> run) {
        RebuildData data = run.data();
        return servers.find(tx, run.resourceId())
                .onItem()
                .ifNotNull()
                .transformToUni(server -> tasks.again(
                        tx,
                        run.resourceId(),
                        TASK,
                        () -> workers.orderAgain(
                                data.host(), to -> to.rebuildInstance(data.host(), request(data, server)))));
    }

    private Uni<RebuildData> finish(Tx tx, Run<RebuildData> run) {
        return tasks.ended(
                        tx,
                        run.resourceId(),
                        TASK,
                        run.data().startAgain() ? ACTIVE : STOPPED,
                        run.data().powerState())
                .replaceWith(run.data());
    }

    @Override
    protected Uni<Void> failed(Tx tx, Run<RebuildData> run, Failure failure) {
        return tasks.brokeDown(tx, run, TASK, failure);
    }

    @Override
    protected Uni<Void> cancelled(Tx tx, Run<RebuildData> run) {
        return tasks.cancelled(tx, run, TASK);
    }
}
