package io.caelum.compute.server.move;

import io.caelum.compute.action.InstanceActions;
import io.caelum.compute.host.Hearing;
import io.caelum.compute.host.Hosts;
import io.caelum.compute.server.MoveStates;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.ServerNotices;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.workflow.Workflows;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Notices hosts that said goodbye and have not come back in time, and begins to move their servers to others. */
@ApplicationScoped
public class Departures {

    private static final Logger LOG = Logger.getLogger(Departures.class);
    private static final long PERIOD_MILLIS = 2_000;
    /** Guests of this kind keep nothing on their host. */
    private static final String MOVABLE = "simulated";
    /** At a time, so that a host with many does not crowd out everything else. */
    private static final int MOST = 25;

    private final MoveSettings settings;
    private final Vertx vertx;
    private final Hearing hearing;
    private final Db db;
    private final Hosts hosts;
    private final MoveStates states;
    private final InstanceActions actions;
    private final ServerNotices notices;
    private final Workflows workflows;
    private final MoveServer move;
    private final Clock clock;
    private volatile boolean stopped;

    Departures(
            MoveSettings settings,
            Vertx vertx,
            Hearing hearing,
            Db db,
            Hosts hosts,
            MoveStates states,
            InstanceActions actions,
            ServerNotices notices,
            Workflows workflows,
            MoveServer move,
            Clock clock) {
        this.settings = settings;
        this.vertx = vertx;
        this.hearing = hearing;
        this.db = db;
        this.hosts = hosts;
        this.states = states;
        this.actions = actions;
        this.notices = notices;
        this.workflows = workflows;
        this.move = move;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (!settings.evacuateAfter().isZero()) {
            again();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void again() {
        vertx.setTimer(PERIOD_MILLIS, timer -> {
            if (!stopped) {
                look().subscribe().with(done -> again(), failure -> {
                    LOG.debugf("departed hosts could not be looked at: %s", failure.getMessage());
                    again();
                });
            }
        });
    }

    /** Who could not have heard a host come back does not say that it stays away. */
    private Uni<Void> look() {
        return hearing.hasLasted(settings.evacuateSettle())
                ? moveThoseLeftBehind()
                : Uni.createFrom().voidItem();
    }

    Uni<Void> moveThoseLeftBehind() {
        Instant now = clock.instant();
        return db.withTransaction(tx -> hosts.anyTakesServers(tx)
                .chain(any -> any
                        ? states.begunForThoseLeftBehind(
                                        tx,
                                        MOVABLE,
                                        now.minus(settings.evacuateAfter()),
                                        now.minus(settings.evacuateRetry()),
                                        MOST)
                                .chain(found -> beginAll(tx, found))
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> beginAll(Tx tx, List<Server> found) {
        Uni<Void> begun = Uni.createFrom().voidItem();
        for (Server server : found) {
            LOG.infof(
                    "server is moved: server_id=%s from=%s",
                    server.id(), server.host().orElse(null));
            begun = begun.chain(() -> begin(tx, server, RequestContext.system("compute-control"), Optional.empty()));
        }
        return begun;
    }

    /**
     * Records the move of a server that is marked as being moved.
     *
     * @param to the only host that will do
     */
    Uni<Void> begin(Tx tx, Server server, RequestContext who, Optional<String> to) {
        CurrentContext.set(who);
        return actions.begin(tx, server.id(), MoveEnding.ACTION, who)
                .chain(() -> notices.evacuationStarted(tx, server))
                .chain(() ->
                        workflows.start(tx, move, server.id(), MoveData.away(server.host(), server.generation(), to)))
                .replaceWithVoid();
    }
}
