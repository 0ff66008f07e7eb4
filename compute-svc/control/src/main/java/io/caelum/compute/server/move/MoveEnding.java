package io.caelum.compute.server.move;

import io.caelum.compute.action.InstanceActions;
import io.caelum.compute.server.MoveStates;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.ServerNotices;
import io.caelum.platform.data.Tx;
import io.caelum.platform.workflow.Failure;
import io.caelum.platform.workflow.Run;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/** How a move ends: the server's state, its action and the notification, always together. */
@ApplicationScoped
class MoveEnding {

    static final String ACTION = "evacuate";
    static final String EVENT = "compute_rebuild_instance";
    private static final Logger LOG = Logger.getLogger(MoveEnding.class);

    private final MoveStates states;
    private final InstanceActions actions;
    private final ServerNotices notices;

    MoveEnding(MoveStates states, InstanceActions actions, ServerNotices notices) {
        this.states = states;
        this.actions = actions;
        this.notices = notices;
    }

    Uni<MoveData> done(Tx tx, Run<MoveData> run) {
        return states.done(tx, run.resourceId())
                .map(MoveServer::requireStillWanted)
                .call(server -> notices.rebuilt(tx, server))
                .call(server -> actions.eventFinished(tx, run.resourceId(), EVENT, ""))
                .replaceWith(run.data());
    }

    /** @return false if the server is being deleted, so that nobody is interested in why the move failed */
    Uni<Boolean> failed(Tx tx, Run<MoveData> run, Failure failure) {
        String message = "%s (step %s, request %s)"
                .formatted(failure.reason(), failure.step(), run.context().requestId());
        return run.data().hasLeft() ? lost(tx, run, failure, message) : stays(tx, run, message);
    }

    private Uni<Boolean> stays(Tx tx, Run<MoveData> run, String message) {
        UUID id = run.resourceId();
        return states.stays(tx, id)
                .chain(server -> server == null
                        ? Uni.createFrom().item(false)
                        : actions.eventStarted(
                                        tx, id, ACTION, EVENT, run.data().from().orElse(null))
                                .chain(() -> tell(tx, id, message))
                                .replaceWith(true))
                .invoke(() -> LOG.warnf("server stays where it is: server_id=%s error=%s", id, message));
    }

    private Uni<Boolean> lost(Tx tx, Run<MoveData> run, Failure failure, String message) {
        UUID id = run.resourceId();
        String details = "Failed step: %s\nRequest: %s\nTries: %s\n%s"
                .formatted(failure.step(), run.context().requestId(), run.data().failures(), failure.details());
        return states.failed(tx, id, message, details)
                .chain(server -> server == null
                        ? Uni.createFrom().item(false)
                        : tellAll(tx, server, message).replaceWith(true));
    }

    private Uni<Void> tellAll(Tx tx, Server server, String message) {
        return notices.rebuildFailed(tx, server, message).chain(() -> tell(tx, server.id(), message));
    }

    private Uni<Void> tell(Tx tx, UUID id, String message) {
        return actions.failed(tx, id, ACTION).chain(() -> actions.eventFinished(tx, id, EVENT, message));
    }

    /** Somebody deleted it meanwhile. */
    Uni<Void> cancelled(Tx tx, Run<MoveData> run) {
        return actions.eventFinished(tx, run.resourceId(), EVENT, "The server was deleted.");
    }
}
