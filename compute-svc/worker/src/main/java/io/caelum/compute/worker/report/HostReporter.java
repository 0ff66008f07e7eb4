package io.caelum.compute.worker.report;

import io.caelum.compute.worker.HostCapacity;
import io.caelum.compute.worker.WorkerConfig;
import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.driver.Guest;
import io.caelum.compute.worker.guest.HostGuests;
import io.caelum.compute.worker.neighbour.ComputeControlClient;
import io.caelum.platform.contract.compute.HostReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Says every few seconds that a host is there, what it has and what runs on it; at once when the bus is back. First of all
 * it asks which of its guests are still its own, last of all it says goodbye.
 */
public final class HostReporter {

    private static final Logger LOG = Logger.getLogger(HostReporter.class);
    /** How soon it is noticed that the bus is back, or compute control has come up. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final Duration BETWEEN_GOODBYES = Duration.ofMillis(500);
    private static final int COMPLAIN_EVERY = 60;

    private final String host;
    private final WorkerConfig config;
    private final HostCapacity capacity;
    private final Driver driver;
    private final HostGuests guests;
    private final ComputeControlClient control;
    private final BooleanSupplier reachable;
    private final Clock clock;
    private final Instant startedAt;
    private volatile boolean stopped;
    private boolean back;
    private boolean heard;
    private long lastNanos;
    private long complaints;

    /** @param reachable whether there is any sense in saying something now */
    public HostReporter(
            String host,
            WorkerConfig config,
            Driver driver,
            HostGuests guests,
            ComputeControlClient control,
            BooleanSupplier reachable,
            Clock clock) {
        this.host = host;
        this.config = config;
        this.capacity = HostCapacity.of(config);
        this.driver = driver;
        this.guests = guests;
        this.control = control;
        this.reachable = reachable;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    public void start() {
        Thread.ofVirtual().name("reports of " + host).start(this::reportAgainAndAgain);
    }

    private void reportAgainAndAgain() {
        while (!stopped) {
            if (!reachable.getAsBoolean()) {
                heard = false;
            } else if (!heard
                    || System.nanoTime() - lastNanos >= config.reportPeriod().toNanos()) {
                report();
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized void report() {
        if (stopped) {
            return;
        }
        try {
            say();
            if (!heard) {
                LOG.infof("compute control hears this host: host=%s", host);
            }
            heard = true;
        } catch (RuntimeException e) {
            complain(e);
            heard = false;
        }
        lastNanos = System.nanoTime();
    }

    private void say() {
        List<Guest> found = guests.list();
        if (back || found.isEmpty()) {
            control.report(report(found));
        } else {
            guests.takeUp(found, control.comeBack(report(found)));
        }
        back = true;
    }

    /** Now and then, so that the log of a host that waits says so without drowning in it. */
    private void complain(RuntimeException failure) {
        if (heard || complaints++ % COMPLAIN_EVERY == 0) {
            LOG.infof("waiting for compute control to hear this host: host=%s error=%s", host, failure.getMessage());
        }
    }

    /** The last words; nothing is reported after them. Gives up when compute control is not there for too long. */
    public void leave() {
        stopped = true;
        sayGoodbye(System.nanoTime() + config.goodbye().toNanos());
    }

    private synchronized void sayGoodbye(long deadline) {
        while (System.nanoTime() < deadline) {
            try {
                control.leave(report(guests.list()));
                LOG.infof("compute control knows that this host leaves: host=%s", host);
                return;
            } catch (RuntimeException e) {
                LOG.infof("goodbye was not heard: host=%s error=%s", host, e.getMessage());
            }
            try {
                Thread.sleep(BETWEEN_GOODBYES);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private HostReport report(List<Guest> found) {
        return new HostReport(
                host,
                driver.type(),
                driver.version(),
                config.hostIp(),
                capacity.vcpus(),
                capacity.memoryMb(),
                capacity.diskGb(),
                startedAt,
                Optional.of(clock.instant()),
                GuestInventory.told(found));
    }
}
