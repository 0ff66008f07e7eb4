package io.caelum.compute.worker.guest;

import io.caelum.compute.worker.neighbour.ComputeControlClient;
import io.caelum.platform.contract.compute.BuildRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Whether a guest may still be started. Compute control says until when it will not take this host for down; after that the
 * server may run elsewhere, so it is asked first. Clocks may differ by as much as {@link #MARGIN}.
 */
final class Permission {

    private static final Logger LOG = Logger.getLogger(Permission.class);
    static final Duration MARGIN = Duration.ofSeconds(5);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
    private static final int TRIES = 5;

    private final ComputeControlClient control;
    private final Clock clock;

    Permission(ComputeControlClient control, Clock clock) {
        this.control = control;
        this.clock = clock;
    }

    /** @throws BuildFailed if the server is no longer this host's, or nobody can say whether it is */
    void require(BuildRequest build) throws BuildFailed, InterruptedException {
        Optional<Instant> until = build.startBefore();
        for (int i = 0; !holds(until); i++) {
            if (i == TRIES) {
                throw new BuildFailed(
                        "spawn",
                        "Compute control could not be asked whether the server still belongs here.",
                        true,
                        null);
            }
            if (i > 0) {
                Thread.sleep(BETWEEN_TRIES);
            }
            until = ask(build.serverId(), build.generation(), until);
        }
    }

    private boolean holds(Optional<Instant> until) {
        return until.filter(clock.instant().plus(MARGIN)::isBefore).isPresent();
    }

    private Optional<Instant> ask(UUID server, long generation, Optional<Instant> known) throws BuildFailed {
        Optional<Instant> until;
        try {
            until = control.mayStart(server, generation);
        } catch (RuntimeException e) {
            LOG.infof("compute control cannot be asked: server_id=%s error=%s", server, e.getMessage());
            return known;
        }
        if (until.isEmpty()) {
            throw new BuildFailed("spawn", "The server was given to another host in the meantime.", true, null);
        }
        return until;
    }
}
