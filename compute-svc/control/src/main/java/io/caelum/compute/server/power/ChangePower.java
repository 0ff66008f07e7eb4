package io.caelum.compute.server.power;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.caelum.compute.neighbour.WorkerClient;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.order.HostAnswer;
import io.caelum.compute.server.order.ServerTasks;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.compute.PowerRequest;
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

/** The host is told, and what it answers becomes the server's state. If it cannot do it, the server is what it was. */
@ApplicationScoped
public class ChangePower extends Workflow<PowerData> {

    @Override
    protected void steps(Steps<PowerData> steps) {
        steps.step("tell-host", this::tellHost).within(ofSeconds(20));
        steps.await("changed", this::hasChanged).within(ofMinutes(5));
        steps.transact("finish", this::finish);
    }

    public static final String KIND = "change-power";

    private final Workflows workflows;
    private final ServerTasks tasks;
    private final WorkerClient workers;

    ChangePower(Workflows workflows, ServerTasks tasks, WorkerClient workers) {
        super(KIND, PowerData.class);
        this.workflows = workflows;
        this.tasks = tasks;
        this.workers = workers;
    }

    @Override
    protected String resourceAttribute() {
        return Tracing.SERVER_ID;
    }

    /** A Fault CONFLICT if that cannot be done to the server now. */
    public Uni<Server> begin(Tx tx, RequestContext who, UUID id, PowerAction action) {
        return tasks.begin(tx, who, id, action.task())
                .call(server -> workflows.start(tx, this, id, PowerData.of(action, server)));
    }

    /** For a server that is marked already, on the cloud's own account. */
    public Uni<Void> beginAgain(Tx tx, RequestContext who, Server server, PowerAction action) {
        return tasks.record(tx, who, server, action.task())
                .chain(() -> workflows.start(tx, this, server.id(), PowerData.of(action, server)))
                .replaceWithVoid();
    }

    private Uni<PowerData> tellHost(Run<PowerData> run) {
        return workers.order(run.data().host(), to -> to.changePower(run.data().host(), request(run.data())))
                .replaceWith(run.data());
    }

    private static PowerRequest request(PowerData data) {
        return new PowerRequest(
                data.order(), data.action().change(), data.action().patienceSeconds(), data.portsFromNowOn());
    }

    private Uni<Optional<PowerData>> hasChanged(Tx tx, Run<PowerData> run) {
        PowerData data = run.data();
        Optional<PowerData> changed =
                HostAnswer.to(data.order().number(), data.host(), run).map(done -> data.done(done.powerState()));
        return changed.isEmpty() && HostAnswer.isReminded(run)
                ? tasks.again(tx, run.resourceId(), data.action().task(), () -> tellAgain(data))
                        .replaceWith(changed)
                : Uni.createFrom().item(changed);
    }

    private void tellAgain(PowerData data) {
        workers.orderAgain(data.host(), to -> to.changePower(data.host(), request(data)));
    }

    private Uni<PowerData> finish(Tx tx, Run<PowerData> run) {
        PowerAction action = run.data().action();
        return tasks.ended(
                        tx,
                        run.resourceId(),
                        action.task(),
                        action.to(),
                        run.data().powerState())
                .replaceWith(run.data());
    }

    @Override
    protected Uni<Void> failed(Tx tx, Run<PowerData> run, Failure failure) {
        return tasks.wentBack(tx, run, run.data().action().task(), failure);
    }

    @Override
    protected Uni<Void> cancelled(Tx tx, Run<PowerData> run) {
        return tasks.cancelled(tx, run, run.data().action().task());
    }
}
