package io.caelum.compute.server.attachment;

import io.caelum.compute.server.Server;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.TaskState;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.EventLoop;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * Waits until an attachment that has begun is over, as clients of Nova expect of the request. It looks at the server's row:
 * whichever process ends the workflow, and if this one dies, only the answer is lost.
 */
@ApplicationScoped
class AttachEnd {

    /** The gateway waits for a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final Db db;
    private final Servers servers;
    private final Vertx vertx;

    AttachEnd(Db db, Servers servers, Vertx vertx) {
        this.db = db;
        this.servers = servers;
        this.vertx = vertx;
    }

    /** Completes when the server has the port. */
    Uni<Void> of(RequestContext who, UUID id, UUID port) {
        return look(who, id, port, FIRST_PAUSE, System.nanoTime() + PATIENCE.toNanos());
    }

    private Uni<Void> look(RequestContext who, UUID id, UUID port, Duration pause, long deadline) {
        return EventLoop.pause(vertx, pause)
                .chain(() -> db.read(tx -> servers.require(tx, who, id)))
                .chain(server -> {
                    if (has(server, port)) {
                        return Uni.createFrom().voidItem();
                    }
                    if (!isUnderWay(server)) {
                        throw failed(server);
                    }
                    if (System.nanoTime() > deadline) {
                        throw Fault.unavailable(
                                "The interface is still being attached to instance %s: port %s.".formatted(id, port));
                    }
                    return look(who, id, port, longer(pause), deadline);
                });
    }

    private static boolean has(Server server, UUID port) {
        return server.ports().stream().anyMatch(known -> known.portId().equals(port));
    }

    /** Or the next one is: then this one's end is told when that is over. */
    private static boolean isUnderWay(Server server) {
        return server.taskState()
                .filter(task -> task == TaskState.ATTACHING_INTERFACE)
                .isPresent();
    }

    private static Fault failed(Server server) {
        return new Fault(
                Fault.Kind.INTERNAL,
                "InterfaceAttachFailed",
                "Failed to attach a network interface to instance %s: %s"
                        .formatted(server.id(), server.fault().orElse("its state was changed meanwhile.")));
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
