package io.caelum.compute.server.move;

import io.caelum.compute.action.InstanceActions;
import io.caelum.compute.host.Hosts;
import io.caelum.compute.scheduler.Demand;
import io.caelum.compute.scheduler.HostState;
import io.caelum.compute.scheduler.Scheduler;
import io.caelum.compute.server.MoveStates;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.ServerNotices;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.workflow.Run;
import io.caelum.platform.workflow.StepFailed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The step that gives a server to another host, unless its own has come back. */
@ApplicationScoped
class MovePlacement {

    private final Hosts hosts;
    private final MoveStates states;
    private final InstanceActions actions;
    private final ServerNotices notices;

    MovePlacement(Hosts hosts, MoveStates states, InstanceActions actions, ServerNotices notices) {
        this.hosts = hosts;
        this.states = states;
        this.actions = actions;
        this.notices = notices;
    }

    Uni<MoveData> place(Tx tx, Run<MoveData> run) {
        requireTriesLeft(run.data());
        Demand demand = demand(run);
        return requireStillAway(tx, run.data())
                .chain(() -> hosts.snapshot(tx))
                .map(snapshot -> Scheduler.choose(snapshot, demand))
                .chain(choice -> hosts.release(tx, run.resourceId())
                        .chain(() -> hosts.claimFirst(tx, choice.candidates().iterator(), demand))
                        .onItem()
                        .ifNull()
                        .failWith(() -> noValidHost(run.data(), choice)))
                .chain(host -> record(tx, run, host));
    }

    private static Demand demand(Run<MoveData> run) {
        MoveData data = run.data();
        return data.order()
                .orElseThrow()
                .demand(run.resourceId(), data.triedHosts())
                .on(data.wantedHost());
    }

    private static void requireTriesLeft(MoveData data) {
        if (data.failures().size() >= MoveServer.MAX_TRIES) {
            throw new StepFailed("Exceeded maximum number of retries. %s".formatted(told(data)));
        }
    }

    /** Its row stays locked: a host that comes back in this moment asks for its guests afterwards. */
    private Uni<Void> requireStillAway(Tx tx, MoveData data) {
        return data.hasLeft() || data.from().isEmpty()
                ? Uni.createFrom().voidItem()
                : hosts.isUpLocked(tx, data.from().get())
                        .invoke(up -> {
                            if (up) {
                                throw new StepFailed("Host %s has come back: the server stays there."
                                        .formatted(data.from().get()));
                            }
                        })
                        .replaceWithVoid();
    }

    /** There may be room in a moment: it is looked for again until the step's time is over. */
    private static RuntimeException noValidHost(MoveData data, Scheduler.Choice choice) {
        String reason = "No valid host was found: %s.".formatted(choice.explanation());
        return Fault.unavailable(data.failures().isEmpty() ? reason : reason + " " + told(data));
    }

    private static String told(MoveData data) {
        var last = data.failures().getLast();
        return "The last try, on host %s, failed: %s".formatted(last.host(), last.reason());
    }

    private Uni<MoveData> record(Tx tx, Run<MoveData> run, HostState host) {
        UUID id = run.resourceId();
        return states.placed(tx, id, host.name(), host.zone())
                .map(MoveServer::requireStillWanted)
                .call(server -> notices.rebuildStarted(tx, server))
                .call(server -> closeFormerTry(tx, run))
                .call(server -> actions.eventStarted(tx, id, MoveEnding.ACTION, MoveEnding.EVENT, host.name()))
                .map(Server::generation)
                .map(generation -> run.data().placed(host, generation));
    }

    /** Why the try before this one came to nothing is known only now. */
    private Uni<Void> closeFormerTry(Tx tx, Run<MoveData> run) {
        var failures = run.data().failures();
        return failures.isEmpty()
                ? Uni.createFrom().voidItem()
                : actions.eventFinished(
                        tx,
                        run.resourceId(),
                        MoveEnding.EVENT,
                        failures.getLast().reason());
    }

    Uni<Void> giveUp(Tx tx, Run<MoveData> run) {
        return hosts.release(tx, run.resourceId()).chain(() -> states.unplaced(tx, run.resourceId()));
    }
}
