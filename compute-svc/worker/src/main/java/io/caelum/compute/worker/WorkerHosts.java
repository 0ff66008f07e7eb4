package io.caelum.compute.worker;

import io.caelum.compute.worker.console.GuestConsoles;
import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.driver.Drivers;
import io.caelum.compute.worker.guest.HostGuests;
import io.caelum.compute.worker.image.ImageCache;
import io.caelum.compute.worker.image.ImageUpload;
import io.caelum.compute.worker.neighbour.ComputeControlClient;
import io.caelum.compute.worker.neighbour.OtherHosts;
import io.caelum.compute.worker.report.GuestInventory;
import io.caelum.compute.worker.report.HostReporter;
import io.caelum.compute.worker.report.WhenConnected;
import io.caelum.networkagent.AgentPresence;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.context.HostNames;
import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.contract.compute.ComputeRpc;
import io.caelum.platform.contract.compute.GuestInterfacesRpc;
import io.caelum.platform.contract.compute.GuestInventoryRpc;
import io.caelum.platform.contract.compute.GuestMoveRpc;
import io.caelum.platform.trace.Tracing;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The hosts that this process is: usually one. They have the process's bus and its images in common, nothing else. */
@ApplicationScoped
public class WorkerHosts {

    private static final Logger LOG = Logger.getLogger(WorkerHosts.class);
    private static final Duration PRUNE_EVERY = Duration.ofMinutes(10);

    private record Host(HostGuests guests, HostReporter reporter) {}

    private final HostNames names;
    private final WorkerConfig config;
    private final Bus bus;
    private final ImageCache images;
    private final GuestConsoles consoles;
    private final ImageUpload uploads;
    private final AgentPresence agents;
    private final Tracing tracing;
    private final Clock clock;
    private final Vertx vertx;
    private final List<Host> hosts = new ArrayList<>();

    WorkerHosts(
            HostNames names,
            WorkerConfig config,
            Bus bus,
            ImageCache images,
            GuestConsoles consoles,
            ImageUpload uploads,
            AgentPresence agents,
            Tracing tracing,
            Clock clock,
            Vertx vertx) {
        this.names = names;
        this.config = config;
        this.bus = bus;
        this.images = images;
        this.consoles = consoles;
        this.uploads = uploads;
        this.agents = agents;
        this.tracing = tracing;
        this.clock = clock;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        names.all().forEach(name -> hosts.add(begin(name)));
        vertx.setPeriodic(
                PRUNE_EVERY.toMillis(),
                timer -> Thread.ofVirtual()
                        .start(() -> hosts.forEach(host -> host.guests().prune())));
    }

    /** What was begun before the process ended comes first, so that nothing new finds it half done. */
    private Host begin(String name) {
        Path state = names.isAlone() ? config.statePath() : config.statePath().resolve(name);
        Driver driver = Drivers.driver(config, name, state);
        var control = new ComputeControlClient(bus.client(ComputeReportRpc.class), name);
        var others = new OtherHosts(bus.client(GuestMoveRpc.class));
        var guests = new HostGuests(state, driver, config, images, uploads, control, others, tracing, clock);
        guests.resume();
        bus.serve(ComputeRpc.class, guests.rpc(), Serving.onVirtualThreads(name));
        bus.serve(GuestMoveRpc.class, guests.moveRpc(), Serving.onVirtualThreads(name));
        bus.serve(GuestInterfacesRpc.class, guests.interfacesRpc(), Serving.onVirtualThreads(name));
        consoles.serve(name, driver);
        bus.serve(GuestInventoryRpc.class, new GuestInventory(guests), Serving.onVirtualThreads(name));
        var whenConnected = new WhenConnected(bus::isReady, () -> agents.isKnown(name), config.awaitAgent());
        var reporter = new HostReporter(name, config, driver, guests, control, whenConnected, clock);
        reporter.start();
        return new Host(guests, reporter);
    }

    /**
     * All at once, and not for longer than one takes: whoever stops the process does not wait for ever. Before those that
     * say nothing about their turn, since the bus closes on the same event.
     */
    void stop(@Observes @Priority(Interceptor.Priority.APPLICATION) ShutdownEvent event) {
        List<Thread> goodbyes = hosts.stream()
                .map(host -> Thread.ofVirtual().start(host.reporter()::leave))
                .toList();
        long deadline = System.nanoTime() + config.goodbye().toNanos();
        for (Thread goodbye : goodbyes) {
            try {
                Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
                if (!goodbye.join(left)) {
                    LOG.warn("compute control was not told that this host leaves");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    public Stream<HostGuests> guests() {
        return hosts.stream().map(Host::guests);
    }
}
