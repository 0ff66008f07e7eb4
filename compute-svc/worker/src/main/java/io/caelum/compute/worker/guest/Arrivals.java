package io.caelum.compute.worker.guest;

import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.driver.DriverException;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.Landing;
import io.caelum.platform.contract.compute.Traveller;
import io.caelum.platform.fault.Fault;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Guests that come from other hosts while they run. As long as one is awaited it counts as being built: it can be given up,
 * and a worker that is restarted meanwhile gives it up. What there was to wait for is told as of any other build.
 */
final class Arrivals {

    private static final Logger LOG = Logger.getLogger(Arrivals.class);

    private final Ledger ledger;
    private final GuestService guests;
    private final BuildGuest buildGuest;
    private final GuestReports reports;
    private final Driver driver;
    private final Lanes lanes;
    private final Builds builds;

    Arrivals(
            Ledger ledger,
            GuestService guests,
            BuildGuest buildGuest,
            GuestReports reports,
            Driver driver,
            Lanes lanes,
            Builds builds) {
        this.ledger = ledger;
        this.guests = guests;
        this.buildGuest = buildGuest;
        this.reports = reports;
        this.driver = driver;
        this.lanes = lanes;
        this.builds = builds;
    }

    /** Makes a place for one; a Fault CONFLICT with the reason if it cannot come. */
    Landing await(BuildRequest build, Traveller guest) {
        UUID server = build.serverId();
        switch (ledger.admit(server, build.generation())) {
            case STALE, TELL_AGAIN -> throw Fault.conflict("It is over with that guest on that host.");
            case BUILD, UNDER_WAY -> builds.stop(server);
        }
        var landing = new AtomicReference<Landing>();
        lanes.in(server, () -> guests.isMade(build, () -> landing.set(buildGuest.await(build, guest))));
        return Optional.ofNullable(landing.get()).orElseThrow(() -> refused(server));
    }

    private Fault refused(UUID server) {
        tellLater(server);
        return Fault.conflict(ledger.find(server)
                .flatMap(LedgerEntry::failure)
                .map(LedgerEntry.Failure::reason)
                .orElse("Nobody wants it there any more."));
    }

    /**
     * Lets it go on here.
     *
     * @return false if it is not here and will not be
     */
    boolean arrived(UUID server, long generation, boolean runs) {
        lanes.in(server, () -> {
            if (ledger.isStillWanted(server, generation)) {
                goOnOrGiveUp(server, generation, runs);
            }
        });
        tellLater(server);
        return ledger.isRunning(server, generation);
    }

    private void goOnOrGiveUp(UUID server, long generation, boolean runs) {
        try {
            driver.arrived(server, runs);
            ledger.running(server, generation);
            LOG.infof("guest has come: server_id=%s generation=%d", server, generation);
        } catch (DriverException | InterruptedException e) {
            LOG.warnf("guest has not come: server_id=%s error=%s", server, e.getMessage());
            guests.removeLeftovers(server);
            ledger.failed(server, generation, new LedgerEntry.Failure("arrive", String.valueOf(e.getMessage()), true));
        }
    }

    private void tellLater(UUID server) {
        ComputeRpcServer.inBackground(
                CurrentContext.get(),
                () -> ledger.find(server).filter(GuestService::isOwed).ifPresent(reports::tell));
    }
}
