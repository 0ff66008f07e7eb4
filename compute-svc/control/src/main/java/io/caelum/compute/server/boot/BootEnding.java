package io.caelum.compute.server.boot;

import io.caelum.compute.action.InstanceActions;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.ServerNotices;
import io.caelum.compute.server.ServerStates;
import io.caelum.platform.data.Tx;
import io.caelum.platform.workflow.Failure;
import io.caelum.platform.workflow.Run;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** How a boot ends: the server's state, its action and the notification, always together. */
@ApplicationScoped
class BootEnding {

    private static final String SCHEDULE_EVENT = "conductor_schedule_and_build_instances";

    private final ServerStates states;
    private final InstanceActions actions;
    private final ServerNotices notices;

    BootEnding(ServerStates states, InstanceActions actions, ServerNotices notices) {
        this.states = states;
        this.actions = actions;
        this.notices = notices;
    }

    Uni<BootData> active(Tx tx, Run<BootData> run) {
        return states.active(tx, run.resourceId())
                .map(BootServer::requireStillBuilding)
                .call(server -> notices.created(tx, server))
                .call(server -> actions.eventFinished(tx, run.resourceId(), Placement.BUILD_EVENT, ""))
                .replaceWith(run.data());
    }

    /** Told once; not at all if the server is being deleted, since nobody is interested then in why its boot failed. */
    Uni<Void> failed(Tx tx, Run<BootData> run, Failure failure) {
        String message = "%s (step %s, request %s)"
                .formatted(failure.reason(), failure.step(), run.context().requestId());
        String details = "Failed step: %s\nRequest: %s\nTries: %s\n%s"
                .formatted(failure.step(), run.context().requestId(), run.data().failures(), failure.details());
        return states.failed(tx, run.resourceId(), message, details)
                .onItem()
                .ifNotNull()
                .call(server -> tell(tx, run, server, message))
                .replaceWithVoid();
    }

    private Uni<Void> tell(Tx tx, Run<BootData> run, Server server, String message) {
        return notices.createFailed(tx, server, message)
                .chain(() -> actions.failed(tx, run.resourceId(), "create"))
                .chain(() -> actions.eventFinished(tx, run.resourceId(), Placement.BUILD_EVENT, message))
                .chain(() -> neverHadAHost(run)
                        ? recordScheduling(tx, run, message)
                        : Uni.createFrom().voidItem());
    }

    /** What it holds cannot be taken back now. Whoever deletes it again makes the next try come at once. */
    Uni<Void> deleteDelayed(Tx tx, Run<BootData> run, Failure failure) {
        String message = "The server could not be deleted yet: %s (step %s, request %s). It is being tried further."
                .formatted(failure.reason(), failure.step(), run.context().requestId());
        return states.deleteFailed(tx, run.resourceId(), message, failure.details())
                .replaceWithVoid();
    }

    /** Somebody deleted it meanwhile. */
    Uni<Void> cancelled(Tx tx, Run<BootData> run) {
        return actions.eventFinished(tx, run.resourceId(), Placement.BUILD_EVENT, "The server was deleted.")
                .chain(() -> states.deleting(tx, run.resourceId()))
                .replaceWithVoid();
    }

    private static boolean neverHadAHost(Run<BootData> run) {
        return run.data().generation() == 0;
    }

    private Uni<Void> recordScheduling(Tx tx, Run<BootData> run, String message) {
        return actions.eventStarted(tx, run.resourceId(), "create", SCHEDULE_EVENT, null)
                .chain(() -> actions.eventFinished(tx, run.resourceId(), SCHEDULE_EVENT, message));
    }
}
