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

    /** @return false if the server is being deleted, so that nobody is interested in why the boot failed */
    Uni<Boolean> failed(Tx tx, Run<BootData> run, Failure failure) {
        String message = "%s (step %s, request %s)"
                .formatted(failure.reason(), failure.step(), run.context().requestId());
        String details = "Failed step: %s\nRequest: %s\nTries: %s\n%s"
                .formatted(failure.step(), run.context().requestId(), run.data().failures(), failure.details());
        return states.failed(tx, run.resourceId(), message, details)
                .chain(server -> server == null
                        ? Uni.createFrom().item(false)
                        : tell(tx, run, server, message).replaceWith(true));
    }

    private Uni<Void> tell(Tx tx, Run<BootData> run, Server server, String message) {
        return notices.createFailed(tx, server, message)
                .chain(() -> actions.failed(tx, run.resourceId(), "create"))
                .chain(() -> actions.eventFinished(tx, run.resourceId(), Placement.BUILD_EVENT, message))
                .chain(() -> neverHadAHost(run)
                        ? recordScheduling(tx, run, message)
                        : Uni.createFrom().voidItem());
    }

    /** Somebody deleted it meanwhile. */
    Uni<Void> cancelled(Tx tx, Run<BootData> run) {
        return actions.eventFinished(tx, run.resourceId(), Placement.BUILD_EVENT, "The server was deleted.");
    }

    private static boolean neverHadAHost(Run<BootData> run) {
        return run.data().generation() == 0;
    }

    private Uni<Void> recordScheduling(Tx tx, Run<BootData> run, String message) {
        return actions.eventStarted(tx, run.resourceId(), "create", SCHEDULE_EVENT, null)
                .chain(() -> actions.eventFinished(tx, run.resourceId(), SCHEDULE_EVENT, message));
    }
}
