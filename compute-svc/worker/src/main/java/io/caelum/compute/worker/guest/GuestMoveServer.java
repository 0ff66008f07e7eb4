package io.caelum.compute.worker.guest;

import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.driver.DriverException;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.DiskOffer;
import io.caelum.platform.contract.compute.GuestMoveRpc;
import io.caelum.platform.contract.compute.Landing;
import io.caelum.platform.contract.compute.Traveller;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Hears other hosts, to which guests of this one go. Everything here blocks. */
final class GuestMoveServer implements GuestMoveRpc {

    private final Ledger ledger;
    private final Driver driver;
    private final Lanes lanes;
    private final Arrivals arrivals;

    GuestMoveServer(Ledger ledger, Driver driver, Lanes lanes, Arrivals arrivals) {
        this.ledger = ledger;
        this.driver = driver;
        this.lanes = lanes;
        this.arrivals = arrivals;
    }

    @Override
    public Uni<DiskOffer> offerDisks(String host, UUID serverId, long generation) {
        var offer = new AtomicReference<DiskOffer>();
        lanes.in(serverId, () -> offer.set(offer(serverId, generation)));
        return Uni.createFrom().item(offer.get());
    }

    @Override
    public Uni<Landing> awaitGuest(String host, BuildRequest build, Traveller guest) {
        return Uni.createFrom().item(arrivals.await(build, guest));
    }

    @Override
    public Uni<Boolean> guestArrived(String host, UUID serverId, long generation, boolean runs) {
        return Uni.createFrom().item(arrivals.arrived(serverId, generation, runs));
    }

    private DiskOffer offer(UUID server, long generation) {
        if (!ledger.isRunning(server, generation)) {
            throw Fault.conflict("The guest is not on that host any more.");
        }
        try {
            return driver.offer(server);
        } catch (DriverException e) {
            throw Fault.conflict(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Fault.unavailable("The host is about to end.");
        }
    }
}
