package io.caelum.compute.server.snapshot;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.caelum.compute.neighbour.ImageClient;
import io.caelum.compute.neighbour.WorkerClient;
import io.caelum.compute.server.order.HostAnswer;
import io.caelum.compute.server.order.ServerTasks;
import io.caelum.platform.contract.compute.SnapshotRequest;
import io.caelum.platform.data.Tx;
import io.caelum.platform.trace.Tracing;
import io.caelum.platform.workflow.Failure;
import io.caelum.platform.workflow.Run;
import io.caelum.platform.workflow.Steps;
import io.caelum.platform.workflow.Workflow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** From a server's disk to an active image, or to none at all. */
@ApplicationScoped
public class SnapshotServer extends Workflow<SnapshotData> {

    @Override
    protected void steps(Steps<SnapshotData> steps) {
        steps.step("image", this::recordImage).undo(this::discardImage).within(ofMinutes(1));
        steps.step("tell-host", this::tellHost).within(ofSeconds(20));
        steps.await("uploaded", this::isUploaded).within(ofHours(2));
        steps.step("rotate", this::rotate).within(ofMinutes(1));
        steps.transact("finish", this::finish);
    }

    public static final String KIND = "snapshot-server";

    private final ServerTasks tasks;
    private final ImageClient images;
    private final WorkerClient workers;

    SnapshotServer(ServerTasks tasks, ImageClient images, WorkerClient workers) {
        super(KIND, SnapshotData.class);
        this.tasks = tasks;
        this.images = images;
        this.workers = workers;
    }

    @Override
    protected String resourceAttribute() {
        return Tracing.SERVER_ID;
    }

    private Uni<SnapshotData> recordImage(Run<SnapshotData> run) {
        return images.createSnapshot(run.data().image()).replaceWith(run.data());
    }

    private Uni<Void> discardImage(Run<SnapshotData> run) {
        return images.discardUnfinished(run.data().image().id());
    }

    private Uni<SnapshotData> tellHost(Run<SnapshotData> run) {
        SnapshotData data = run.data();
        return workers.order(data.host(), to -> to.snapshotInstance(data.host(), request(data)))
                .replaceWith(data);
    }

    private static SnapshotRequest request(SnapshotData data) {
        return new SnapshotRequest(data.order(), data.image().id());
    }

    private Uni<Optional<SnapshotData>> isUploaded(Tx tx, Run<SnapshotData> run) {
        SnapshotData data = run.data();
        Optional<SnapshotData> uploaded =
                HostAnswer.to(data.order().number(), data.host(), run).map(done -> data);
        return uploaded.isEmpty() && HostAnswer.isReminded(run)
                ? tasks.again(
                                tx,
                                run.resourceId(),
                                data.task(),
                                () -> workers.orderAgain(
                                        data.host(), to -> to.snapshotInstance(data.host(), request(data))))
                        .replaceWith(uploaded)
                : Uni.createFrom().item(uploaded);
    }

    private Uni<SnapshotData> rotate(Run<SnapshotData> run) {
        return run.data()
                .rotation()
                .map(rotation -> images.rotateBackups(run.resourceId(), rotation.type(), rotation.keep()))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .replaceWith(run.data());
    }

    private Uni<SnapshotData> finish(Tx tx, Run<SnapshotData> run) {
        return tasks.ended(tx, run.resourceId(), run.data().task()).replaceWith(run.data());
    }

    @Override
    protected Uni<Void> failed(Tx tx, Run<SnapshotData> run, Failure failure) {
        return tasks.wentBack(tx, run, run.data().task(), failure);
    }

    @Override
    protected Uni<Void> cancelled(Tx tx, Run<SnapshotData> run) {
        return tasks.cancelled(tx, run, run.data().task());
    }
}
