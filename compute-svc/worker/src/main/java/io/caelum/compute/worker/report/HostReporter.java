package io.caelum.compute.worker.report;

import io.caelum.compute.worker.WorkerConfig;
import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.neighbour.ComputeControlClient;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.context.ProcessIdentity;
import io.caelum.platform.contract.compute.HostReport;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Says every few seconds that this host is there, what it has and what runs on it; at once when the bus is back. */
@ApplicationScoped
class HostReporter {

    private static final Logger LOG = Logger.getLogger(HostReporter.class);
    /** How soon it is noticed that the bus is back, or compute control has come up. */
    private static final long LOOK_MILLIS = 500;

    private static final int COMPLAIN_EVERY = 60;

    private final WorkerConfig config;
    private final Driver driver;
    private final ComputeControlClient control;
    private final Bus bus;
    private final ProcessIdentity self;
    private final Instant startedAt;
    private volatile boolean stopped;
    private boolean heard;
    private long lastNanos;
    private long complaints;

    HostReporter(
            WorkerConfig config,
            Driver driver,
            ComputeControlClient control,
            Bus bus,
            ProcessIdentity self,
            Clock clock) {
        this.config = config;
        this.driver = driver;
        this.control = control;
        this.bus = bus;
        this.self = self;
        this.startedAt = clock.instant();
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("host reports").start(this::reportAgainAndAgain);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void reportAgainAndAgain() {
        while (!stopped) {
            boolean reachable = bus.isReady();
            if (!reachable) {
                heard = false;
            } else if (!heard
                    || System.nanoTime() - lastNanos >= config.reportPeriod().toNanos()) {
                report();
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void report() {
        try {
            control.report(now());
            if (!heard) {
                LOG.infof("compute control hears this host: host=%s", self.host());
            }
            heard = true;
            lastNanos = System.nanoTime();
        } catch (RuntimeException e) {
            complain(e);
            heard = false;
            lastNanos = System.nanoTime();
        }
    }

    /** Now and then, so that the log of a host that waits says so without drowning in it. */
    private void complain(RuntimeException failure) {
        if (heard || complaints++ % COMPLAIN_EVERY == 0) {
            LOG.infof("waiting for compute control to hear this host: %s", failure.getMessage());
        }
    }

    private HostReport now() {
        return new HostReport(
                self.host(),
                driver.type(),
                driver.version(),
                config.hostIp(),
                config.vcpus(),
                config.memoryMb(),
                config.diskGb(),
                startedAt,
                driver.list().stream()
                        .map(guest -> new HostReport.Guest(
                                guest.serverId(),
                                guest.generation(),
                                guest.power().code()))
                        .toList());
    }
}
