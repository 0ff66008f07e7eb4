package io.caelum.compute.worker.guest;

import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.Guest;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.ReceiveRequest;
import io.caelum.platform.contract.compute.TerminateRequest;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Builds and removes guests as compute control says, and tells it how that has ended. Everything here blocks. */
final class GuestService {

    private static final Logger LOG = Logger.getLogger(GuestService.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final Ledger ledger;
    private final BuildGuest buildGuest;
    private final GuestReports reports;
    private final Driver driver;
    private final Lanes lanes;
    private final Builds builds;

    GuestService(
            Ledger ledger, BuildGuest buildGuest, GuestReports reports, Driver driver, Lanes lanes, Builds builds) {
        this.ledger = ledger;
        this.buildGuest = buildGuest;
        this.reports = reports;
        this.driver = driver;
        this.lanes = lanes;
        this.builds = builds;
    }

    void build(BuildRequest build) {
        make(build, () -> buildGuest.build(build));
    }

    void receive(ReceiveRequest request) {
        make(request.build(), () -> buildGuest.receive(request));
    }

    /** One way to come to a guest. */
    interface Making {
        void run() throws BuildFailed, InterruptedException;
    }

    private void make(BuildRequest build, Making making) {
        UUID server = build.serverId();
        switch (ledger.admit(server, build.generation())) {
            case STALE -> LOG.infof("too late: server_id=%s generation=%d", server, build.generation());
            case UNDER_WAY -> LOG.debugf("already under way: server_id=%s", server);
            case TELL_AGAIN -> ledger.find(server).ifPresent(reports::tell);
            case BUILD -> {
                builds.stop(server);
                lanes.in(server, () -> makeIfStillWanted(build, making));
                ledger.find(server).filter(GuestService::isOwed).ifPresent(reports::tell);
            }
        }
    }

    static boolean isOwed(LedgerEntry entry) {
        return switch (entry.phase()) {
            case RUNNING, FAILED, TERMINATED -> !entry.told();
            case BUILDING, TERMINATING -> false;
        };
    }

    private void makeIfStillWanted(BuildRequest build, Making making) {
        if (isMade(build, making)
                && ledger.running(build.serverId(), build.generation()).isPresent()) {
            LOG.infof("guest is there: server_id=%s generation=%d", build.serverId(), build.generation());
        }
    }

    /** False if it failed, which is written down then, or if nobody wants it any more. */
    boolean isMade(BuildRequest build, Making making) {
        UUID server = build.serverId();
        BuildFailed failure;
        try (var underWay = builds.begin(server)) {
            // whoever came before us may have been told to stop before we could be
            if (!ledger.isStillWanted(server, build.generation())) {
                return false;
            }
            making.run();
            return true;
        } catch (BuildFailed e) {
            failure = e;
        } catch (InterruptedException e) {
            failure = new BuildFailed("spawn", "The build was stopped.", true, e);
        }
        removeLeftovers(server);
        recordFailure(build, failure);
        return false;
    }

    private void recordFailure(BuildRequest build, BuildFailed failure) {
        var why = new LedgerEntry.Failure(failure.step(), failure.getMessage(), failure.elsewhere());
        if (ledger.failed(build.serverId(), build.generation(), why).isPresent()) {
            LOG.warnf(
                    "build failed: server_id=%s step=%s error=%s",
                    build.serverId(), failure.step(), failure.getMessage());
        }
    }

    void terminate(TerminateRequest terminate) {
        UUID server = terminate.serverId();
        LedgerEntry entry = ledger.terminating(server, terminate.generation());
        if (entry.phase() != LedgerEntry.Phase.TERMINATING) {
            LOG.infof("a newer guest stays: server_id=%s terminated=%d", server, terminate.generation());
            return;
        }
        builds.stop(server);
        lanes.in(server, () -> {
            removeLeftovers(server);
            ledger.terminated(server);
        });
        ledger.find(server).filter(GuestService::isOwed).ifPresent(reports::tell);
    }

    /** Takes up again what the process was at when it ended. */
    void resume(LedgerEntry entry) {
        UUID server = entry.serverId();
        lanes.in(server, () -> {
            switch (entry.phase()) {
                case BUILDING -> resumeBuild(entry);
                case TERMINATING -> {
                    removeLeftovers(server);
                    ledger.terminated(server);
                }
                case RUNNING, FAILED, TERMINATED -> {}
            }
        });
        ledger.find(server).filter(GuestService::isOwed).ifPresent(reports::tell);
    }

    /** Lets a guest of an earlier process run again, unless something else has been ordered since. */
    void takeUp(Guest guest) {
        UUID server = guest.serverId();
        lanes.in(server, () -> {
            if (!ledger.isRunning(server, guest.generation())) {
                return;
            }
            try {
                driver.takeUp(server);
                LOG.infof("guest runs again: server_id=%s generation=%d", server, guest.generation());
            } catch (DriverException e) {
                LOG.warnf("guest cannot be taken up: server_id=%s error=%s", server, e.getMessage());
            }
        });
    }

    /** It is not known how far it got, and what it needs is not kept: another host, or another try, begins anew. */
    private void resumeBuild(LedgerEntry entry) {
        UUID server = entry.serverId();
        boolean runs = driver.find(server)
                .filter(guest -> guest.isRunning() && guest.generation() == entry.generation())
                .isPresent();
        if (runs) {
            ledger.running(server, entry.generation());
            return;
        }
        removeLeftovers(server);
        var why = new LedgerEntry.Failure("restart", "The host's worker was restarted during the build.", true);
        ledger.failed(server, entry.generation(), why);
    }

    /** Tries until nothing is left: to say that it is gone while it is there would let it run twice. */
    void removeLeftovers(UUID server) {
        while (true) {
            try {
                buildGuest.remove(server);
                return;
            } catch (BuildFailed e) {
                LOG.warnf("guest cannot be removed, trying again: server_id=%s error=%s", server, e.getMessage());
            } catch (InterruptedException e) {
                LOG.debugf("interrupted while removing a guest: server_id=%s", server);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES);
        } catch (InterruptedException e) {
            // only builds are stopped, and this is none
            LOG.debug("interrupted while waiting to remove a guest");
        }
    }
}
