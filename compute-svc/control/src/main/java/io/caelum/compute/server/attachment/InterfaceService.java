package io.caelum.compute.server.attachment;

import io.caelum.compute.server.Server;
import io.caelum.compute.server.order.ServerTask;
import io.caelum.compute.server.order.ServerTasks;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.network.RequestedPort;
import io.caelum.platform.contract.network.ServerPorts;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.workflow.Workflows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** Attaches and detaches ports at users' requests. */
@ApplicationScoped
class InterfaceService {

    private final Db db;
    private final ServerTasks tasks;
    private final PortChoice choice;
    private final InterfaceQueue queue;
    private final AttachEnd end;
    private final InterfaceReader reader;
    private final Workflows workflows;
    private final AttachInterface attachInterface;
    private final DetachInterface detachInterface;

    InterfaceService(
            Db db,
            ServerTasks tasks,
            PortChoice choice,
            InterfaceQueue queue,
            AttachEnd end,
            InterfaceReader reader,
            Workflows workflows,
            AttachInterface attachInterface,
            DetachInterface detachInterface) {
        this.db = db;
        this.tasks = tasks;
        this.choice = choice;
        this.queue = queue;
        this.end = end;
        this.reader = reader;
        this.workflows = workflows;
        this.attachInterface = attachInterface;
        this.detachInterface = detachInterface;
    }

    /** @param committed false where the request is one transaction with its answer: then nothing has begun yet */
    private record Begun(ServerPorts.Wanted port, boolean committed) {}

    Uni<InterfaceView> attach(RequestContext who, UUID id, List<RequestedPort> wanted) {
        return queue.inTurn(
                        () -> require(who, id, AttachInterface.TASK)
                                .chain(() -> choice.of(id, wanted))
                                .chain(port -> begin(who, id, port)),
                        AttachInterface.TASK,
                        id)
                .chain(begun -> begun.committed()
                        ? end.of(who, id, begun.port().portId())
                                .chain(() -> reader.show(
                                        who, id, begun.port().portId().toString()))
                        : Uni.createFrom()
                                .item(InterfaceView.begun(
                                        begun.port().portId(), begun.port().networkId())));
    }

    private Uni<Server> require(RequestContext who, UUID id, ServerTask task) {
        return db.read(tx -> queue.require(tx, who, id).chain(() -> tasks.require(tx, who, id, task)));
    }

    private Uni<Begun> begin(RequestContext who, UUID id, ServerPorts.Wanted port) {
        var committed = new AtomicBoolean();
        return db.withTransaction(tx -> {
                    tx.afterCommit(() -> committed.set(true));
                    return begin(tx, who, id, port);
                })
                .map(server -> new Begun(port, committed.get()));
    }

    private Uni<Server> begin(Tx tx, RequestContext who, UUID id, ServerPorts.Wanted port) {
        return queue.hold(tx, who, id)
                .chain(() -> tasks.begin(tx, who, id, AttachInterface.TASK))
                .invoke(server -> requireNew(server, port.portId()))
                .call(server -> workflows.start(tx, attachInterface, id, AttachData.of(server, port)));
    }

    private static void requireNew(Server server, UUID port) {
        if (server.ports().stream().anyMatch(known -> known.portId().equals(port))) {
            throw Fault.conflict("Port %s is still in use.".formatted(port));
        }
    }

    Uni<Void> detach(RequestContext who, UUID id, String port) {
        return queue.inTurn(
                        () -> db.withTransaction(
                                tx -> queue.hold(tx, who, id).chain(() -> beginDetach(tx, who, id, port))),
                        DetachInterface.TASK,
                        id)
                .replaceWithVoid();
    }

    private Uni<UUID> beginDetach(Tx tx, RequestContext who, UUID id, String port) {
        return tasks.require(tx, who, id, DetachInterface.TASK)
                .map(found -> InterfaceReader.requirePort(found, port).portId())
                .call(portId -> tasks.begin(tx, who, id, DetachInterface.TASK)
                        .chain(server -> workflows.start(tx, detachInterface, id, DetachData.of(server, portId))));
    }
}
