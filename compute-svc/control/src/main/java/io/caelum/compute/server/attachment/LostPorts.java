package io.caelum.compute.server.attachment;

import io.caelum.compute.server.Server;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.order.ServerTasks;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.data.Tx;
import io.caelum.platform.workflow.Workflows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Ports that somebody deleted under their servers. */
@ApplicationScoped
public class LostPorts {

    private final Servers servers;
    private final ServerTasks tasks;
    private final Workflows workflows;
    private final DetachInterface detachInterface;

    LostPorts(Servers servers, ServerTasks tasks, Workflows workflows, DetachInterface detachInterface) {
        this.servers = servers;
        this.tasks = tasks;
        this.workflows = workflows;
        this.detachInterface = detachInterface;
    }

    /**
     * The server has no such address any more, and its guest is to let go of the card. Where something else is being done to
     * it the card stays in it, without a network, until the guest is switched on the next time.
     */
    public Uni<Void> take(Tx tx, UUID id, UUID port) {
        return servers.find(tx, id)
                .chain(server -> server != null && has(server, port) && mayDetach(server)
                        ? detach(tx, server, port)
                        : Uni.createFrom().voidItem())
                .chain(() -> servers.forgetPort(tx, id, port));
    }

    private static boolean has(Server server, UUID port) {
        return server.ports().stream().anyMatch(known -> known.portId().equals(port));
    }

    private static boolean mayDetach(Server server) {
        return server.taskState().isEmpty()
                && server.host().isPresent()
                && DetachInterface.TASK.from().contains(server.vmState());
    }

    private Uni<Void> detach(Tx tx, Server server, UUID port) {
        return tasks.beginUnasked(tx, CurrentContext.get(), server, DetachInterface.TASK)
                .chain(begun -> workflows.start(tx, detachInterface, server.id(), DetachData.of(begun, port)))
                .replaceWithVoid();
    }
}
