package io.caelum.compute.worker.guest;

import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.Guest;
import io.caelum.compute.worker.driver.PowerState;
import io.caelum.compute.worker.image.ImageUnavailable;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.compute.AttachInterfaceRequest;
import io.caelum.platform.contract.compute.DetachInterfaceRequest;
import io.caelum.platform.contract.compute.GuestOrder;
import io.caelum.platform.contract.compute.LiveMigrateRequest;
import io.caelum.platform.contract.compute.PowerRequest;
import io.caelum.platform.contract.compute.RebuildRequest;
import io.caelum.platform.contract.compute.SnapshotRequest;
import io.caelum.platform.fault.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What compute control wants done to guests that are there. Everything here blocks; for one server one thing comes after the
 * other, together with its build and its removal, and whoever wants it removed does not wait.
 */
final class GuestOrders {

    private static final Logger LOG = Logger.getLogger(GuestOrders.class);

    private final Ledger ledger;
    private final OrderBook book;
    private final GuestReports reports;
    private final Driver driver;
    private final ChangeDisk changeDisk;
    private final Journey journey;
    private final Lanes lanes;
    private final Builds underWay;
    private final Steps steps;

    GuestOrders(
            Ledger ledger,
            OrderBook book,
            GuestReports reports,
            Driver driver,
            ChangeDisk changeDisk,
            Journey journey,
            Lanes lanes,
            Builds underWay,
            Steps steps) {
        this.ledger = ledger;
        this.book = book;
        this.reports = reports;
        this.driver = driver;
        this.changeDisk = changeDisk;
        this.journey = journey;
        this.lanes = lanes;
        this.underWay = underWay;
        this.steps = steps;
    }

    /** One thing to do. Its failure is a sentence for the user. */
    interface Work {
        void run() throws Exception;
    }

    void changePower(PowerRequest request) {
        UUID server = request.order().serverId();
        Duration patience = Duration.ofSeconds(request.patienceSeconds());
        carryOut(request.order(), "change-power", () -> {
            if (request.ports().isPresent()) {
                driver.connect(server, request.ports().get());
            }
            switch (request.change()) {
                case STOP -> driver.stop(server, patience);
                case START -> driver.start(server);
                case REBOOT_SOFT -> driver.reboot(server, patience);
                case REBOOT_HARD -> driver.reboot(server, Duration.ZERO);
                case PAUSE -> driver.pause(server);
                case UNPAUSE -> driver.unpause(server);
                case SUSPEND -> driver.suspend(server);
                case RESUME -> driver.resume(server);
            }
        });
    }

    void snapshot(SnapshotRequest request) {
        carryOut(
                request.order(),
                "snapshot",
                () -> changeDisk.snapshot(request.order().serverId(), request.imageId()));
    }

    void rebuild(RebuildRequest request) {
        carryOut(request.order(), "rebuild", () -> changeDisk.rebuild(request.build(), request.startAgain()));
    }

    void liveMigrate(LiveMigrateRequest request) {
        carryOut(request.order(), "live-migrate", () -> journey.make(request));
    }

    void attachInterface(AttachInterfaceRequest request) {
        carryOut(
                request.order(),
                "attach-interface",
                () -> driver.attachInterface(request.order().serverId(), request.port()));
    }

    void detachInterface(DetachInterfaceRequest request) {
        carryOut(
                request.order(),
                "detach-interface",
                () -> driver.detachInterface(request.order().serverId(), request.portId()));
    }

    String consoleOutput(UUID server, Optional<Integer> lines) {
        try {
            return driver.consoleOutput(server, lines.map(OptionalInt::of).orElseGet(OptionalInt::empty));
        } catch (DriverException e) {
            throw Fault.conflict(e.getMessage());
        }
    }

    void carryOut(GuestOrder order, String name, Work work) {
        switch (book.admit(order)) {
            case STALE -> LOG.infof("an older order: server_id=%s order=%d", order.serverId(), order.number());
            case UNDER_WAY -> LOG.debugf("already under way: server_id=%s", order.serverId());
            case TELL_AGAIN -> tell(order.serverId());
            case CARRY_OUT -> {
                lanes.in(order.serverId(), () -> carryOutIfStillWanted(order, name, work));
                tell(order.serverId());
            }
        }
    }

    /** What had ended before the process did, and compute control has not heard. */
    void resume() {
        for (OrderEntry entry : book.owed()) {
            ComputeRpcServer.inBackground(RequestContext.system("compute-worker"), () -> tell(entry.serverId()));
        }
    }

    private void tell(UUID server) {
        book.find(server).filter(OrderEntry::ended).ifPresent(entry -> reports.tell(entry, book));
    }

    private void carryOutIfStillWanted(GuestOrder order, String name, Work work) {
        try (var unused = underWay.begin(order.serverId())) {
            if (!book.isNewest(order)) {
                return;
            }
            Optional<String> failure = failureOf(order, name, work);
            book.ended(order, power(order.serverId()), failure);
        }
    }

    private Optional<String> failureOf(GuestOrder order, String name, Work work) {
        UUID server = order.serverId();
        if (!ledger.isRunning(server, order.generation())) {
            return Optional.of("The guest is not on this host any more.");
        }
        try {
            steps.step("guest: " + name, server, () -> {
                work.run();
                return null;
            });
            LOG.infof("order carried out: server_id=%s order=%d what=%s", server, order.number(), name);
            return Optional.empty();
        } catch (DriverException | ImageUnavailable e) {
            LOG.warnf("order not carried out: server_id=%s what=%s error=%s", server, name, e.getMessage());
            return Optional.of(e.getMessage());
        } catch (InterruptedException e) {
            return Optional.of("The server was deleted meanwhile.");
        } catch (Exception e) {
            LOG.errorf(e, "unexpected failure in %s: server_id=%s", name, server);
            return Optional.of("An unexpected error happened on the host; its log tells more.");
        }
    }

    private int power(UUID server) {
        return driver.find(server).map(Guest::power).orElse(PowerState.NONE).code();
    }
}
