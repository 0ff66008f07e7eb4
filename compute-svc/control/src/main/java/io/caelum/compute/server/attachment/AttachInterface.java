package io.caelum.compute.server.attachment;

import static io.caelum.compute.server.VmState.ACTIVE;
import static io.caelum.compute.server.VmState.PAUSED;
import static io.caelum.compute.server.VmState.STOPPED;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.caelum.compute.neighbour.GuestInterfacesClient;
import io.caelum.compute.neighbour.NetworkClient;
import io.caelum.compute.neighbour.ServerPortsClient;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.TaskState;
import io.caelum.compute.server.TaskStates;
import io.caelum.compute.server.order.HostAnswer;
import io.caelum.compute.server.order.ServerTask;
import io.caelum.compute.server.order.ServerTasks;
import io.caelum.platform.contract.compute.AttachInterfaceRequest;
import io.caelum.platform.contract.compute.DetachInterfaceRequest;
import io.caelum.platform.data.Tx;
import io.caelum.platform.trace.Tracing;
import io.caelum.platform.workflow.Failure;
import io.caelum.platform.workflow.Run;
import io.caelum.platform.workflow.Steps;
import io.caelum.platform.workflow.Workflow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** A port is made or adopted, and the host connects it to the guest. If it cannot, nothing of it is left. */
@ApplicationScoped
public class AttachInterface extends Workflow<AttachData> {

    @Override
    protected void steps(Steps<AttachData> steps) {
        steps.step("port", this::bindPort).undo(this::releasePort).within(ofSeconds(40));
        steps.step("tell-host", this::tellHost).undoTransact(this::takeBack).within(ofSeconds(20));
        steps.await("attached", this::isAttached).within(ofMinutes(2));
        steps.transact("finish", this::finish);
    }

    public static final String KIND = "attach-interface";
    static final ServerTask TASK = new ServerTask(
            "attach_interface",
            "compute_attach_interface",
            "interface_attach",
            EnumSet.of(ACTIVE, PAUSED, STOPPED),
            List.of(TaskState.ATTACHING_INTERFACE));

    private final ServerTasks tasks;
    private final TaskStates states;
    private final Servers servers;
    private final NetworkClient network;
    private final ServerPortsClient ports;
    private final GuestInterfacesClient hosts;

    AttachInterface(
            ServerTasks tasks,
            TaskStates states,
            Servers servers,
            NetworkClient network,
            ServerPortsClient ports,
            GuestInterfacesClient hosts) {
        super(KIND, AttachData.class);
        this.tasks = tasks;
        this.states = states;
        this.servers = servers;
        this.network = network;
        this.ports = ports;
        this.hosts = hosts;
    }

    @Override
    protected String resourceAttribute() {
        return Tracing.SERVER_ID;
    }

    private Uni<AttachData> bindPort(Run<AttachData> run) {
        return network.bind(run.data().ports()).map(bound -> run.data().bound(bound.getFirst()));
    }

    private Uni<Void> releasePort(Run<AttachData> run) {
        return ports.release(run.resourceId(), run.data().wanted().portId());
    }

    private Uni<AttachData> tellHost(Run<AttachData> run) {
        return hosts.attach(run.data().host(), request(run.data())).replaceWith(run.data());
    }

    private static AttachInterfaceRequest request(AttachData data) {
        return new AttachInterfaceRequest(data.order(), data.port().orElseThrow());
    }

    /** By a newer order, so that the first one does nothing if it comes later. */
    private Uni<Void> takeBack(Tx tx, Run<AttachData> run) {
        AttachData data = run.data();
        return states.ordered(tx, run.resourceId(), TASK.first())
                .onItem()
                .ifNotNull()
                .invoke(server -> tx.afterCommit(() -> hosts.detachUnheard(
                        data.host(),
                        new DetachInterfaceRequest(server.order(), data.wanted().portId()))))
                .replaceWithVoid();
    }

    private Uni<Optional<AttachData>> isAttached(Tx tx, Run<AttachData> run) {
        AttachData data = run.data();
        Optional<AttachData> attached =
                HostAnswer.to(data.order().number(), data.host(), run).map(done -> data);
        return attached.isEmpty() && HostAnswer.isReminded(run)
                ? tasks.again(tx, run.resourceId(), TASK, () -> hosts.attachUnheard(data.host(), request(data)))
                        .replaceWith(attached)
                : Uni.createFrom().item(attached);
    }

    private Uni<AttachData> finish(Tx tx, Run<AttachData> run) {
        return tasks.ended(tx, run.resourceId(), TASK)
                .chain(() ->
                        servers.addPort(tx, run.resourceId(), run.data().port().orElseThrow()))
                .replaceWith(run.data());
    }

    @Override
    protected Uni<Void> failed(Tx tx, Run<AttachData> run, Failure failure) {
        return tasks.wentBack(tx, run, TASK, failure);
    }

    @Override
    protected Uni<Void> cancelled(Tx tx, Run<AttachData> run) {
        return tasks.cancelled(tx, run, TASK);
    }
}
