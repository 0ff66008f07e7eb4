package io.caelum.compute.server.order;

import io.caelum.compute.action.InstanceActions;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.ServerNotices;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.TaskStates;
import io.caelum.compute.server.VmState;
import io.caelum.compute.server.delete.DeleteServer;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.workflow.Failure;
import io.caelum.platform.workflow.Run;
import io.caelum.platform.workflow.StepFailed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** How tasks begin and end: the server's state, the record of the action and the notification, always together. */
@ApplicationScoped
public class ServerTasks {

    private final Servers servers;
    private final TaskStates states;
    private final InstanceActions actions;
    private final ServerNotices notices;
    private final DeleteServer delete;

    ServerTasks(
            Servers servers, TaskStates states, InstanceActions actions, ServerNotices notices, DeleteServer delete) {
        this.servers = servers;
        this.states = states;
        this.actions = actions;
        this.notices = notices;
        this.delete = delete;
    }

    /** The caller's server, if that may be done to it now; nothing is changed yet. */
    public Uni<Server> require(Tx tx, RequestContext who, UUID id, ServerTask task) {
        return servers.require(tx, who, id)
                .invoke(server -> server.requireUnlockedFor(who))
                .invoke(server -> server.requireIn(task.from(), task.action()));
    }

    /** The task begins on the server's host; a Fault CONFLICT if that is not possible now. */
    public Uni<Server> begin(Tx tx, RequestContext who, UUID id, ServerTask task) {
        return require(tx, who, id, task).invoke(Server::requireHost).chain(found -> begun(tx, who, found, task));
    }

    /** As {@link #begin}, on the cloud's own account: whose the server is, and whether it is locked, does not matter. */
    public Uni<Server> beginUnasked(Tx tx, RequestContext who, Server found, ServerTask task) {
        found.requireIn(task.from(), task.action());
        return begun(tx, who, found, task);
    }

    private Uni<Server> begun(Tx tx, RequestContext who, Server found, ServerTask task) {
        return states.begun(tx, found.id(), task.from(), task.first())
                .onItem()
                .ifNull()
                .failWith(() -> Fault.conflict("Cannot '%s' instance %s while something else is being done to it."
                        .formatted(task.action(), found.id())))
                .call(server -> record(tx, who, server, task));
    }

    /** Writes down and tells that a task has begun for which the server is marked. */
    public Uni<Void> record(Tx tx, RequestContext who, Server server, ServerTask task) {
        return actions.begin(tx, server.id(), task.action(), who)
                .chain(() -> actions.eventStarted(tx, server.id(), task.action(), task.event(), server.requireHost()))
                .chain(() -> notices.tell(tx, server, task.notice() + ".start"));
    }

    /** It is as it was to be. */
    public Uni<Server> ended(Tx tx, UUID id, ServerTask task, VmState to, int powerState) {
        return tellEnd(tx, id, task, states.ended(tx, id, task.states(), to, powerState));
    }

    /** It is what it was, and the task is over. */
    public Uni<Server> ended(Tx tx, UUID id, ServerTask task) {
        return tellEnd(tx, id, task, states.ended(tx, id, task.states()));
    }

    /** The same for a server that the end of its task moves in a way of its own. */
    public Uni<Server> ended(Tx tx, UUID id, ServerTask task, Uni<Server> move) {
        return tellEnd(tx, id, task, move);
    }

    private Uni<Server> tellEnd(Tx tx, UUID id, ServerTask task, Uni<Server> move) {
        return move.onItem()
                .ifNull()
                .failWith(() -> new StepFailed("Somebody else has changed the server's state meanwhile."))
                .call(server -> notices.tell(tx, server, task.notice() + ".end"))
                .call(server -> actions.eventFinished(tx, id, task.event(), ""));
    }

    /** It came to nothing and the server is what it was; nothing if somebody else has moved it. */
    public Uni<Void> wentBack(Tx tx, Run<?> run, ServerTask task, Failure failure) {
        String message = message(run, failure);
        return tellFailure(
                tx,
                run.resourceId(),
                task,
                message,
                states.wentBack(tx, run.resourceId(), task.states(), message, failure.details()));
    }

    /** It came to nothing and nobody knows what the server is now. */
    public Uni<Void> brokeDown(Tx tx, Run<?> run, ServerTask task, Failure failure) {
        String message = message(run, failure);
        return tellFailure(
                tx,
                run.resourceId(),
                task,
                message,
                states.brokeDown(tx, run.resourceId(), task.states(), message, failure.details()));
    }

    private static String message(Run<?> run, Failure failure) {
        return "%s (step %s, request %s)"
                .formatted(failure.reason(), failure.step(), run.context().requestId());
    }

    private Uni<Void> tellFailure(Tx tx, UUID id, ServerTask task, String message, Uni<Server> move) {
        return move.chain(server -> server == null
                        ? Uni.createFrom().voidItem()
                        : notices.tellFailure(tx, server, task.notice(), message))
                .chain(() -> actions.failed(tx, id, task.action()))
                .chain(() -> actions.eventFinished(tx, id, task.event(), message));
    }

    /** Somebody deleted the server meanwhile. */
    public Uni<Void> cancelled(Tx tx, Run<?> run, ServerTask task) {
        UUID id = run.resourceId();
        return actions.eventFinished(tx, id, task.event(), "The server was deleted.")
                .chain(() -> servers.find(tx, id))
                .chain(server -> server == null
                        ? Uni.createFrom().voidItem()
                        : delete.begin(tx, id, server.host(), server.generation()));
    }

    /** Its host may not have heard the order; nothing if somebody else has moved the server. */
    public Uni<Void> again(Tx tx, UUID id, ServerTask task, Runnable tellAgain) {
        return states.touched(tx, id, task.states())
                .onItem()
                .ifNotNull()
                .invoke(server -> tx.afterCommit(tellAgain))
                .replaceWithVoid();
    }
}
