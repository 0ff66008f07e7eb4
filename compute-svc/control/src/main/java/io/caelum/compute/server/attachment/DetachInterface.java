package io.caelum.compute.server.attachment;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.caelum.compute.neighbour.GuestInterfacesClient;
import io.caelum.compute.neighbour.ServerPortsClient;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.TaskState;
import io.caelum.compute.server.order.HostAnswer;
import io.caelum.compute.server.order.ServerTask;
import io.caelum.compute.server.order.ServerTasks;
import io.caelum.platform.contract.compute.DetachInterfaceRequest;
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
 * The guest lets go of a port, then the port goes or is free. A guest that does not let go keeps it. What has been taken from
 * the guest is not given back: detaching once more goes on from there.
 */
@ApplicationScoped
public class DetachInterface extends Workflow<DetachData> {

    @Override
    protected void steps(Steps<DetachData> steps) {
        steps.step("tell-host", this::tellHost).within(ofSeconds(20));
        steps.await("detached", this::isDetached).within(ofMinutes(2));
        steps.step("port", this::releasePort).within(ofMinutes(2));
        steps.transact("finish", this::finish);
    }

    public static final String KIND = "detach-interface";
    static final ServerTask TASK = new ServerTask(
            "detach_interface",
            "compute_detach_interface",
            "interface_detach",
            AttachInterface.TASK.from(),
            List.of(TaskState.DETACHING_INTERFACE));

    private final ServerTasks tasks;
    private final Servers servers;
    private final ServerPortsClient ports;
    private final GuestInterfacesClient hosts;

    DetachInterface(ServerTasks tasks, Servers servers, ServerPortsClient ports, GuestInterfacesClient hosts) {
        super(KIND, DetachData.class);
        this.tasks = tasks;
        this.servers = servers;
        this.ports = ports;
        this.hosts = hosts;
    }

    @Override
    protected String resourceAttribute() {
        return Tracing.SERVER_ID;
    }

    private Uni<DetachData> tellHost(Run<DetachData> run) {
        return hosts.detach(run.data().host(), request(run.data())).replaceWith(run.data());
    }

    private static DetachInterfaceRequest request(DetachData data) {
        return new DetachInterfaceRequest(data.order(), data.portId());
    }

    private Uni<Optional<DetachData>> isDetached(Tx tx, Run<DetachData> run) {
        DetachData data = run.data();
        Optional<DetachData> detached =
                HostAnswer.to(data.order().number(), data.host(), run).map(done -> data);
        return detached.isEmpty() && HostAnswer.isReminded(run)
                ? tasks.again(tx, run.resourceId(), TASK, () -> hosts.detachUnheard(data.host(), request(data)))
                        .replaceWith(detached)
                : Uni.createFrom().item(detached);
    }

    private Uni<DetachData> releasePort(Run<DetachData> run) {
        return ports.release(run.resourceId(), run.data().portId()).replaceWith(run.data());
    }

    private Uni<DetachData> finish(Tx tx, Run<DetachData> run) {
        return tasks.ended(tx, run.resourceId(), TASK)
                .chain(() -> servers.forgetPort(tx, run.resourceId(), run.data().portId()))
                .replaceWith(run.data());
    }

    @Override
    protected Uni<Void> failed(Tx tx, Run<DetachData> run, Failure failure) {
        return tasks.wentBack(tx, run, TASK, failure);
    }

    @Override
    protected Uni<Void> cancelled(Tx tx, Run<DetachData> run) {
        return tasks.cancelled(tx, run, TASK);
    }
}
