package io.caelum.compute.server.boot;

import io.caelum.compute.action.InstanceActions;
import io.caelum.compute.host.Hosts;
import io.caelum.compute.scheduler.Demand;
import io.caelum.compute.scheduler.HostState;
import io.caelum.compute.scheduler.Scheduler;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.ServerNotices;
import io.caelum.compute.server.ServerStates;
import io.caelum.platform.data.Tx;
import io.caelum.platform.workflow.Run;
import io.caelum.platform.workflow.StepFailed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The step that gives a server its host: choose, then claim what it needs; the next candidate if somebody was faster. */
@ApplicationScoped
class Placement {

    static final String BUILD_EVENT = "compute__do_build_and_run_instance";

    private final Hosts hosts;
    private final ServerStates states;
    private final InstanceActions actions;
    private final ServerNotices notices;

    Placement(Hosts hosts, ServerStates states, InstanceActions actions, ServerNotices notices) {
        this.hosts = hosts;
        this.states = states;
        this.actions = actions;
        this.notices = notices;
    }

    Uni<BootData> place(Tx tx, Run<BootData> run) {
        requireTriesLeft(run);
        Demand demand = run.data().order().demand(run.resourceId(), run.data().triedHosts());
        return hosts.snapshot(tx)
                .map(snapshot -> Scheduler.choose(snapshot, demand))
                .chain(choice -> hosts.claimFirst(tx, choice.candidates().iterator(), demand)
                        .onItem()
                        .ifNull()
                        .failWith(() -> noValidHost(run.data(), choice)))
                .chain(host -> record(tx, run, host));
    }

    private static void requireTriesLeft(Run<BootData> run) {
        List<BootData.Try> failures = run.data().failures();
        if (failures.size() >= BootServer.MAX_TRIES) {
            throw new StepFailed("Exceeded maximum number of retries. Exhausted all hosts available for retrying build"
                    + " failures for instance %s. %s".formatted(run.resourceId(), told(failures)));
        }
    }

    private static StepFailed noValidHost(BootData data, Scheduler.Choice choice) {
        String reason = "No valid host was found. %s.".formatted(capitalised(choice.explanation()));
        return new StepFailed(data.failures().isEmpty() ? reason : reason + " " + told(data.failures()));
    }

    private static String told(List<BootData.Try> failures) {
        BootData.Try last = failures.getLast();
        return "The last one, on host %s, failed: %s".formatted(last.host(), last.reason());
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private Uni<BootData> record(Tx tx, Run<BootData> run, HostState host) {
        long generation = run.data().generation() + 1;
        return states.placed(tx, run.resourceId(), host.name(), host.zone(), generation)
                .map(BootServer::requireStillBuilding)
                .call(server -> tell(tx, server))
                .call(server -> closeFormerTry(tx, run))
                .call(server -> actions.eventStarted(tx, run.resourceId(), "create", BUILD_EVENT, host.name()))
                .replaceWith(run.data().placed(host, generation));
    }

    /** Why the try before this one came to nothing is known only now. */
    private Uni<Void> closeFormerTry(Tx tx, Run<BootData> run) {
        List<BootData.Try> failures = run.data().failures();
        return failures.isEmpty()
                ? Uni.createFrom().voidItem()
                : actions.eventFinished(
                        tx, run.resourceId(), BUILD_EVENT, failures.getLast().reason());
    }

    private Uni<Void> tell(Tx tx, Server server) {
        return notices.schedulingStarted(tx, server)
                .chain(() -> notices.scheduled(tx, server))
                .chain(() -> notices.recorded(tx, server))
                .chain(() -> notices.createStarted(tx, server));
    }

    Uni<Void> giveUp(Tx tx, Run<BootData> run) {
        return hosts.release(tx, run.resourceId()).chain(() -> states.unplaced(tx, run.resourceId()));
    }
}
