package io.caelum.compute.worker.driver.simulated;

import io.caelum.compute.worker.driver.ConsoleKind;
import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.Guest;
import io.caelum.compute.worker.driver.GuestSize;
import io.caelum.compute.worker.driver.PowerState;
import io.caelum.compute.worker.state.JsonFolder;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.DiskOffer;
import io.caelum.platform.contract.compute.Landing;
import io.caelum.platform.contract.compute.Traveller;
import io.caelum.platform.contract.network.BoundPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/**
 * Runs guests on paper. The paper says what a guest shall do; those that ran in a process that is gone lie still until they
 * are taken up, and those that were switched off stay so.
 */
public final class SimulatedDriver implements Driver {

    private final Path settingsFile;
    private final JsonFolder<SimulatedGuest> guests;
    private final Set<UUID> lyingStill = ConcurrentHashMap.newKeySet();
    private SimulatedSettings lastSettings;
    private int failedSinceThen;

    public SimulatedDriver(Path statePath) {
        this.settingsFile = statePath.resolve("simulated.properties");
        this.guests = new JsonFolder<>(statePath.resolve("guests"), SimulatedGuest.class);
        guests.readAll().values().stream()
                .filter(guest -> guest.power() == PowerState.RUNNING)
                .forEach(guest -> lyingStill.add(guest.serverId()));
    }

    @Override
    public String type() {
        return "simulated";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public void spawn(BuildRequest build, Optional<Path> image) throws DriverException, InterruptedException {
        SimulatedSettings settings = SimulatedSettings.read(settingsFile);
        SimulatedGuest guest = SimulatedGuest.defined(build, Instant.now());
        guests.write(build.serverId(), guest);
        Thread.sleep(settings.spawnLatency());
        if (shallFail(settings)) {
            throw new DriverException(settings.failSpawn().orElseThrow());
        }
        guests.write(build.serverId(), guest.started());
        lyingStill.remove(build.serverId());
    }

    @Override
    public void destroy(UUID serverId) throws DriverException, InterruptedException {
        SimulatedSettings settings = SimulatedSettings.read(settingsFile);
        if (settings.failDestroy().isPresent() && guests.read(serverId).isPresent()) {
            throw new DriverException(settings.failDestroy().get());
        }
        Thread.sleep(settings.destroyLatency());
        guests.delete(serverId);
        lyingStill.remove(serverId);
    }

    @Override
    public void takeUp(UUID serverId) throws DriverException {
        change(serverId, guest -> guest);
    }

    @Override
    public void stop(UUID serverId, Duration patience) throws DriverException {
        change(serverId, guest -> guest.withPower(PowerState.SHUT_DOWN));
    }

    @Override
    public void start(UUID serverId) throws DriverException {
        change(serverId, guest -> guest.withPower(PowerState.RUNNING));
    }

    @Override
    public void reboot(UUID serverId, Duration patience) throws DriverException {
        start(serverId);
    }

    @Override
    public void pause(UUID serverId) throws DriverException {
        change(serverId, guest -> guest.withPower(PowerState.PAUSED));
    }

    @Override
    public void unpause(UUID serverId) throws DriverException {
        start(serverId);
    }

    @Override
    public void suspend(UUID serverId) throws DriverException {
        change(serverId, guest -> guest.withPower(PowerState.SUSPENDED));
    }

    @Override
    public void resume(UUID serverId) throws DriverException {
        start(serverId);
    }

    @Override
    public void resize(UUID serverId, GuestSize size) throws DriverException {
        change(serverId, guest -> guest);
    }

    /** There is nothing but the paper, which the other host writes anew. */
    @Override
    public DiskOffer offer(UUID serverId) throws DriverException {
        change(serverId, guest -> guest);
        SimulatedGuest guest = guests.read(serverId).orElseThrow();
        if (guest.power() != PowerState.SHUT_DOWN) {
            throw new DriverException("The guest is not off.");
        }
        return new DiskOffer(type(), sizeOf(guest), List.of());
    }

    @Override
    public void receive(BuildRequest build, DiskOffer offer) throws DriverException, InterruptedException {
        SimulatedSettings settings = SimulatedSettings.read(settingsFile);
        requireOfOurs(offer.hypervisorType());
        SimulatedGuest guest = SimulatedGuest.defined(build, Instant.now());
        guests.write(build.serverId(), guest);
        Thread.sleep(settings.spawnLatency());
        if (shallFail(settings)) {
            throw new DriverException(settings.failSpawn().orElseThrow());
        }
        guests.write(build.serverId(), guest.stopped());
        lyingStill.remove(build.serverId());
    }

    @Override
    public Traveller departing(UUID serverId) throws DriverException {
        change(serverId, guest -> guest);
        SimulatedGuest guest = guests.read(serverId).orElseThrow();
        if (guest.power() != PowerState.RUNNING && guest.power() != PowerState.PAUSED) {
            throw new DriverException("The guest is off.");
        }
        return new Traveller(type(), sizeOf(guest), List.of(), List.of());
    }

    @Override
    public Landing await(BuildRequest build, Traveller guest) throws DriverException, InterruptedException {
        SimulatedSettings settings = SimulatedSettings.read(settingsFile);
        requireOfOurs(guest.hypervisorType());
        guests.write(
                build.serverId(), SimulatedGuest.defined(build, Instant.now()).withPower(PowerState.PAUSED));
        Thread.sleep(settings.spawnLatency());
        if (shallFail(settings)) {
            throw new DriverException(settings.failSpawn().orElseThrow());
        }
        return new Landing("simulated", 0, 0);
    }

    @Override
    public void migrate(UUID serverId, Landing target, boolean runs, IntConsumer progress) throws DriverException {
        change(serverId, guest -> guest.withPower(PowerState.SHUT_DOWN));
        progress.accept(100);
    }

    @Override
    public boolean hasMoved(UUID serverId) {
        return guests.read(serverId)
                .filter(guest -> guest.power() == PowerState.SHUT_DOWN)
                .isPresent();
    }

    @Override
    public void arrived(UUID serverId, boolean runs) throws DriverException {
        stay(serverId, runs);
    }

    @Override
    public void stay(UUID serverId, boolean runs) throws DriverException {
        change(serverId, guest -> guest.withPower(runs ? PowerState.RUNNING : PowerState.PAUSED));
    }

    private void requireOfOurs(String otherType) throws DriverException {
        if (!otherType.equals(type())) {
            throw new DriverException("A guest of " + otherType + " cannot come to a simulated host.");
        }
    }

    private static DiskOffer.Size sizeOf(SimulatedGuest guest) {
        return new DiskOffer.Size(guest.vcpus(), guest.memoryMb(), guest.disk().gigabytes(), 0, 0);
    }

    @Override
    public void rebuild(BuildRequest build, Optional<Path> image) throws DriverException {
        change(
                build.serverId(),
                guest -> SimulatedGuest.defined(build, guest.createdAt()).withPower(PowerState.SHUT_DOWN));
    }

    @Override
    public String snapshot(UUID serverId, Path target) throws DriverException {
        change(serverId, guest -> guest);
        try {
            Files.write(target, new byte[512]);
        } catch (IOException e) {
            throw new DriverException("The snapshot cannot be written: " + e.getMessage(), e);
        }
        return "raw";
    }

    @Override
    public void attachInterface(UUID serverId, BoundPort port) throws DriverException {
        change(serverId, guest -> guest.with(port));
    }

    @Override
    public void detachInterface(UUID serverId, UUID portId) throws DriverException {
        change(serverId, guest -> guest.without(portId));
    }

    @Override
    public void connect(UUID serverId, List<BoundPort> ports) throws DriverException {
        change(serverId, guest -> guest.connected(ports));
    }

    @Override
    public String consoleOutput(UUID serverId, OptionalInt lines) throws DriverException {
        change(serverId, guest -> guest);
        return "A simulated guest writes nothing to its console.\n";
    }

    @Override
    public Path console(UUID serverId, ConsoleKind kind) throws DriverException {
        throw new DriverException("A simulated guest has no console to connect to.");
    }

    private void change(UUID serverId, UnaryOperator<SimulatedGuest> change) throws DriverException {
        SimulatedSettings settings = SimulatedSettings.read(settingsFile);
        if (settings.failOrder().isPresent()) {
            throw new DriverException(settings.failOrder().get());
        }
        SimulatedGuest guest =
                guests.read(serverId).orElseThrow(() -> new DriverException("There is no such guest: " + serverId));
        guests.write(serverId, change.apply(guest));
        lyingStill.remove(serverId);
    }

    @Override
    public List<Guest> list() {
        return guests.readAll().values().stream().map(this::view).toList();
    }

    @Override
    public Optional<Guest> find(UUID serverId) {
        return guests.read(serverId).map(this::view);
    }

    private Guest view(SimulatedGuest guest) {
        return lyingStill.contains(guest.serverId()) ? guest.stopped().view() : guest.view();
    }

    /** The count begins anew when the settings change. */
    private synchronized boolean shallFail(SimulatedSettings settings) {
        if (!settings.equals(lastSettings)) {
            lastSettings = settings;
            failedSinceThen = 0;
        }
        boolean fails = settings.failSpawn().isPresent()
                && failedSinceThen < settings.failSpawnCount().orElse(Integer.MAX_VALUE);
        if (fails) {
            failedSinceThen++;
        }
        return fails;
    }
}
