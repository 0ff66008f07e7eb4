package io.caelum.compute.server.delete;

import static java.time.Duration.ofMinutes;

import io.caelum.compute.action.InstanceActions;
import io.caelum.compute.host.Hosts;
import io.caelum.compute.migration.FormerPlace;
import io.caelum.compute.migration.MigrationStatus;
import io.caelum.compute.neighbour.NetworkClient;
import io.caelum.compute.neighbour.WorkerClient;
import io.caelum.compute.server.ServerNotices;
import io.caelum.compute.server.ServerStates;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.trace.Tracing;
import io.caelum.platform.workflow.Failure;
import io.caelum.platform.workflow.Run;
import io.caelum.platform.workflow.Steps;
import io.caelum.platform.workflow.Workflow;
import io.caelum.platform.workflow.Workflows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * From a server that somebody wants gone to its mere record. There is nothing to undo: what is removed stays removed. A
 * step that does not succeed within its time ends the delete: the server is in error then, says why, and can be deleted
 * again.
 *
 * <p>A host that is down does not hold it up; when it comes back its report names the guest, and it is told to remove it.
 * What is lost between here and a host that is up is made up for by its reports in the same way.
 */
@ApplicationScoped
public class DeleteServer extends Workflow<DeleteData> {

    @Override
    protected void steps(Steps<DeleteData> steps) {
        steps.step("terminate", this::tellHost).within(ofMinutes(2));
        steps.await("terminated", this::isTerminated).within(ofMinutes(5));
        steps.step("ports", this::releasePorts).within(ofMinutes(10));
        steps.transact("finish", this::finish);
    }

    public static final String KIND = "delete-server";
    static final String TERMINATE_EVENT = "compute_terminate_instance";

    private final Workflows workflows;
    private final WorkerClient workers;
    private final NetworkClient network;
    private final Hosts hosts;
    private final FormerPlace formerPlace;
    private final ServerStates states;
    private final InstanceActions actions;
    private final ServerNotices notices;
    private final Db db;

    DeleteServer(
            Workflows workflows,
            WorkerClient workers,
            NetworkClient network,
            Hosts hosts,
            FormerPlace formerPlace,
            ServerStates states,
            InstanceActions actions,
            ServerNotices notices,
            Db db) {
        super(KIND, DeleteData.class);
        this.workflows = workflows;
        this.workers = workers;
        this.network = network;
        this.hosts = hosts;
        this.formerPlace = formerPlace;
        this.states = states;
        this.actions = actions;
        this.notices = notices;
        this.db = db;
    }

    @Override
    protected String resourceAttribute() {
        return Tracing.SERVER_ID;
    }

    /** Records the workflow for a server that is already marked as being deleted. */
    public Uni<Void> begin(Tx tx, UUID server, Optional<String> host, long generation) {
        return actions.eventStarted(tx, server, "delete", TERMINATE_EVENT, host.orElse(null))
                .chain(() -> workflows.start(tx, this, server, new DeleteData(host, generation, false)))
                .replaceWithVoid();
    }

    private Uni<DeleteData> tellHost(Run<DeleteData> run) {
        DeleteData data = run.data();
        if (data.host().isEmpty()) {
            return Uni.createFrom().item(data);
        }
        String host = data.host().get();
        return workers.terminate(host, run.resourceId(), data.generation())
                .replaceWith(data)
                .onFailure(RpcUnreachableException.class)
                .recoverWithUni(failure -> isUp(host)
                        .chain(up -> up
                                ? Uni.createFrom().failure(failure)
                                : Uni.createFrom().item(data.withoutHost())));
    }

    private Uni<Boolean> isUp(String host) {
        return db.read(tx -> hosts.isUp(tx, host));
    }

    private Uni<Optional<DeleteData>> isTerminated(Tx tx, Run<DeleteData> run) {
        DeleteData data = run.data();
        if (data.hasNothingToWaitFor() || DeleteSignals.isTerminated(run)) {
            return Uni.createFrom().item(Optional.of(data));
        }
        return hosts.isUp(tx, data.host().orElseThrow())
                .map(up -> up ? Optional.empty() : Optional.of(data.withoutHost()));
    }

    private Uni<DeleteData> releasePorts(Run<DeleteData> run) {
        return network.release(run.resourceId()).replaceWith(run.data());
    }

    private Uni<DeleteData> finish(Tx tx, Run<DeleteData> run) {
        UUID server = run.resourceId();
        return hosts.release(tx, server)
                .chain(() -> formerPlace.giveUp(tx, server, MigrationStatus.CONFIRMED))
                .chain(() -> states.deleted(tx, server))
                .call(gone -> gone == null ? Uni.createFrom().voidItem() : notices.deleted(tx, gone))
                .chain(() -> actions.eventFinished(tx, server, TERMINATE_EVENT, ""))
                .replaceWith(run.data());
    }

    @Override
    protected Uni<Void> failed(Tx tx, Run<DeleteData> run, Failure failure) {
        UUID server = run.resourceId();
        String message = "The server could not be deleted: %s (step %s, request %s). Delete it again."
                .formatted(failure.reason(), failure.step(), run.context().requestId());
        return states.deleteFailed(tx, server, message, failure.details())
                .chain(() -> actions.eventFinished(tx, server, TERMINATE_EVENT, message))
                .chain(() -> actions.failed(tx, server, "delete"));
    }

    /** Nobody cancels a delete. */
    @Override
    protected Uni<Void> cancelled(Tx tx, Run<DeleteData> run) {
        return Uni.createFrom().voidItem();
    }
}
