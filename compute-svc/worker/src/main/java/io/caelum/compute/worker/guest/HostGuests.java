package io.caelum.compute.worker.guest;

import static io.caelum.compute.worker.guest.ComputeRpcServer.inBackground;

import io.caelum.compute.worker.WorkerConfig;
import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.driver.Guest;
import io.caelum.compute.worker.image.ImageCache;
import io.caelum.compute.worker.image.ImageUpload;
import io.caelum.compute.worker.neighbour.ComputeControlClient;
import io.caelum.compute.worker.neighbour.OtherHosts;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.compute.ComputeRpc;
import io.caelum.platform.contract.compute.GuestMoveRpc;
import io.caelum.platform.contract.compute.TerminateRequest;
import io.caelum.platform.trace.Tracing;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The guests of one host, and all that is done to them. */
public final class HostGuests {

    private static final String SELF = "compute-worker";

    private final Driver driver;
    private final Ledger ledger;
    private final BuildPlaces places;
    private final GuestService service;
    private final GuestMoveServer moves;
    private final OrderBook book;
    private final GuestOrders orders;

    public HostGuests(
            Path state,
            Driver driver,
            WorkerConfig config,
            ImageCache images,
            ImageUpload uploads,
            ComputeControlClient control,
            OtherHosts others,
            Tracing tracing,
            Clock clock) {
        this.driver = driver;
        this.ledger = new Ledger(state, config.memory(), clock);
        this.places = new BuildPlaces(config.concurrentBuilds());
        var steps = new Steps(tracing);
        var buildGuest = new BuildGuest(places, images, driver, others, steps);
        var reports = new GuestReports(control, ledger);
        var lanes = new Lanes();
        var builds = new Builds();
        var changeDisk = new ChangeDisk(state.resolve("snapshots"), driver, images, uploads);
        this.book = new OrderBook(state);
        this.service = new GuestService(ledger, buildGuest, reports, driver, lanes, builds);
        var arrivals = new Arrivals(ledger, service, buildGuest, reports, driver, lanes, builds);
        this.moves = new GuestMoveServer(ledger, driver, lanes, arrivals);
        this.orders = new GuestOrders(
                ledger, book, reports, driver, changeDisk, new Journey(driver, others), lanes, builds, steps);
    }

    /** What compute control may ask for. */
    public ComputeRpc rpc() {
        return new ComputeRpcServer(service, orders);
    }

    /** What other hosts may ask for. */
    public GuestMoveRpc moveRpc() {
        return moves;
    }

    /** Goes on with what was begun before the process ended. */
    public void resume() {
        for (LedgerEntry entry : ledger.all()) {
            if (!entry.told()) {
                inBackground(RequestContext.system(SELF), () -> service.resume(entry));
            }
        }
        orders.resume();
    }

    public List<Guest> list() {
        return driver.list();
    }

    /**
     * Guests that an earlier process has left behind: those that still belong here run again, the others go.
     *
     * @param found what was there when compute control was asked
     * @param own those of them which it says are this host's
     */
    public void takeUp(List<Guest> found, Collection<UUID> own) {
        for (Guest guest : found) {
            if (own.contains(guest.serverId())) {
                service.takeUp(guest);
            } else {
                var terminate = new TerminateRequest(guest.serverId(), guest.generation());
                inBackground(RequestContext.system(SELF), () -> service.terminate(terminate));
            }
        }
    }

    /** Keeps what is remembered from growing for ever. */
    public void prune() {
        ledger.prune();
        book.prune(server -> ledger.find(server).isPresent());
    }

    public BuildPlaces places() {
        return places;
    }

    Ledger ledger() {
        return ledger;
    }

    GuestOrders orders() {
        return orders;
    }

    GuestService service() {
        return service;
    }
}
