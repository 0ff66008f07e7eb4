package io.caelum.compute.worker.guest;

import io.caelum.compute.worker.FakeControl;
import io.caelum.compute.worker.FakeImages;
import io.caelum.compute.worker.WorkerConfig;
import io.caelum.compute.worker.driver.Guest;
import io.caelum.compute.worker.driver.simulated.SimulatedDriver;
import io.caelum.compute.worker.image.ImageCaches;
import io.caelum.compute.worker.neighbour.ComputeControlClient;
import io.caelum.compute.worker.neighbour.Neighbours;
import io.caelum.compute.worker.neighbour.OtherHosts;
import io.caelum.compute.worker.report.HostReporter;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.DiskOffer;
import io.caelum.platform.contract.compute.GuestMoveRpc;
import io.caelum.platform.contract.compute.Landing;
import io.caelum.platform.contract.compute.TerminateRequest;
import io.caelum.platform.contract.compute.Traveller;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.trace.Tracing;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A worker without its process: what a restart keeps is the folder, and a new one of these on it is the restart. */
final class HostUnderTest {

    final Ledger ledger;
    final BuildPlaces places;
    final GuestService service;
    final GuestOrders orders;
    final HostReporter reporter;
    private final HostGuests all;
    private final SimulatedDriver driver;
    private final Path state;

    HostUnderTest(Path state, FakeControl control, FakeImages images, Map<String, String> settings, Clock clock) {
        this(state, control, images, settings, clock, new NoOtherHost());
    }

    /** @param others what it hears when it asks another host */
    HostUnderTest(
            Path state,
            FakeControl control,
            FakeImages images,
            Map<String, String> settings,
            Clock clock,
            GuestMoveRpc others) {
        this.state = state;
        WorkerConfig config = new SmallRyeConfigBuilder()
                .withMapping(WorkerConfig.class)
                .withDefaultValue("caelum.worker.state-path", state.toString())
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(WorkerConfig.class);
        ComputeControlClient client = Neighbours.control(control);
        driver = new SimulatedDriver(state);
        var cache = ImageCaches.cache(config, Neighbours.images(images));
        all = new HostGuests(
                state,
                driver,
                config,
                cache,
                ImageCaches.uploads(Neighbours.images(images)),
                client,
                new OtherHosts(others),
                Tracing.none(),
                clock);
        ledger = all.ledger();
        places = all.places();
        service = all.service();
        orders = all.orders();
        reporter = new HostReporter("host-a", config, driver, all, client, () -> true, clock);
    }

    /** What other hosts may ask for. */
    GuestMoveRpc moves() {
        return all.moveRpc();
    }

    private static final class NoOtherHost implements GuestMoveRpc {

        @Override
        public Uni<DiskOffer> offerDisks(String host, UUID serverId, long generation) {
            return Uni.createFrom().failure(Fault.conflict("There is no other host."));
        }

        @Override
        public Uni<Landing> awaitGuest(String host, BuildRequest build, Traveller guest) {
            return Uni.createFrom().failure(Fault.conflict("There is no other host."));
        }

        @Override
        public Uni<Boolean> guestArrived(String host, UUID serverId, long generation, boolean runs) {
            return Uni.createFrom().item(false);
        }
    }

    Thread buildInBackground(BuildRequest build) {
        return Thread.ofVirtual().start(() -> service.build(build));
    }

    void terminate(UUID server, long generation) {
        service.terminate(new TerminateRequest(server, generation));
    }

    /** What a started process does first. */
    void resumeAll() {
        ledger.all().stream().filter(entry -> !entry.told()).forEach(service::resume);
    }

    List<Guest> guests() {
        return driver.list();
    }

    void simulate(String... lines) throws IOException {
        Files.write(state.resolve("simulated.properties"), List.of(lines));
    }
}
