package io.caelum.compute.worker.guest;

import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.neighbour.OtherHosts;
import io.caelum.platform.bus.rpc.RpcTimeoutException;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.contract.compute.Landing;
import io.caelum.platform.contract.compute.LiveMigrateRequest;
import io.caelum.platform.contract.compute.Traveller;
import io.caelum.platform.fault.Fault;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * A guest of this host goes to another one while it runs. Up to the moment in which the other host lets it go on, it can
 * still go on here; from then on nobody starts it here again, so who does not hear the other host's answer keeps asking.
 */
final class Journey {

    private static final Logger LOG = Logger.getLogger(Journey.class);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);

    private final Driver driver;
    private final OtherHosts others;

    Journey(Driver driver, OtherHosts others) {
        this.driver = driver;
        this.others = others;
    }

    /** May be begun again after it has been broken off anywhere. */
    void make(LiveMigrateRequest request) throws DriverException, InterruptedException {
        UUID server = request.order().serverId();
        if (!driver.hasMoved(server)) {
            driver.migrate(server, landing(request), request.runs(), percent -> tell(server, percent));
        }
        if (!isTaken(request)) {
            driver.stay(server, request.runs());
            throw new DriverException(
                    "Host %s has lost the guest at its arrival; it goes on where it was.".formatted(request.to()));
        }
    }

    private Landing landing(LiveMigrateRequest request) throws DriverException, InterruptedException {
        Traveller guest = driver.departing(request.order().serverId());
        try {
            return others.awaitGuest(request.to(), request.build(), guest);
        } catch (Fault | RpcUnreachableException | RpcTimeoutException e) {
            throw new DriverException("Host %s does not take the guest: %s".formatted(request.to(), e.getMessage()), e);
        }
    }

    private static void tell(UUID server, int percent) {
        LOG.infof("guest is on its way: server_id=%s percent=%d", server, percent);
    }

    private boolean isTaken(LiveMigrateRequest request) throws InterruptedException {
        while (true) {
            try {
                return others.guestArrived(
                        request.to(),
                        request.order().serverId(),
                        request.build().generation(),
                        request.runs());
            } catch (RuntimeException e) {
                LOG.warnf(
                        "the other host does not say whether it has the guest, it is asked again: server_id=%s host=%s error=%s",
                        request.order().serverId(), request.to(), e.getMessage());
            }
            Thread.sleep(BETWEEN_QUESTIONS);
        }
    }
}
