package io.caelum.compute.server.attachment;

import io.caelum.compute.server.Server;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.TaskState;
import io.caelum.compute.server.order.ServerTask;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.EventLoop;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Lets requests about interfaces of one server wait for each other. Who describes a server with several ports attaches or
 * detaches all of them at once, and expects that one comes after the other.
 */
@ApplicationScoped
class InterfaceQueue {

    private static final Set<TaskState> ABOUT_INTERFACES =
            EnumSet.of(TaskState.ATTACHING_INTERFACE, TaskState.DETACHING_INTERFACE);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Servers servers;
    private final Vertx vertx;

    InterfaceQueue(Servers servers, Vertx vertx) {
        this.servers = servers;
        this.vertx = vertx;
    }

    /** Somebody else is at it at this moment. */
    private static final class NotYet extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotYet() {
            super("another interface of the server comes or goes", null, false, false);
        }
    }

    /** To be asked by the work before it looks for anything. */
    Uni<Void> require(Tx tx, RequestContext who, UUID id) {
        return servers.require(tx, who, id).invoke(InterfaceQueue::requireIdle).replaceWithVoid();
    }

    /** To be asked by the work before it changes anything; nobody else comes between until the transaction ends. */
    Uni<Void> hold(Tx tx, RequestContext who, UUID id) {
        return servers.requireLocked(tx, who, id)
                .invoke(InterfaceQueue::requireIdle)
                .replaceWithVoid();
    }

    private static void requireIdle(Server server) {
        if (server.taskState().filter(ABOUT_INTERFACES::contains).isPresent()) {
            throw new NotYet();
        }
    }

    /** Does the work when its turn has come; a Fault CONFLICT if that takes too long. */
    <T> Uni<T> inTurn(Supplier<Uni<T>> work, ServerTask task, UUID id) {
        return attempt(work, task, id, System.nanoTime() + PATIENCE.toNanos());
    }

    private <T> Uni<T> attempt(Supplier<Uni<T>> work, ServerTask task, UUID id, long deadline) {
        return Uni.createFrom()
                .deferred(work::get)
                .onFailure(NotYet.class)
                .recoverWithUni(() -> System.nanoTime() < deadline
                        ? EventLoop.pause(vertx, PAUSE).chain(() -> attempt(work, task, id, deadline))
                        : Uni.createFrom()
                                .failure(Fault.conflict(
                                        "Cannot '%s' instance %s while another interface of it comes or goes."
                                                .formatted(task.action(), id))));
    }
}
