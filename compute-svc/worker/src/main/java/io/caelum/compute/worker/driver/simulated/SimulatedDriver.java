package io.caelum.compute.worker.driver.simulated;

import io.caelum.compute.worker.driver.ConsoleKind;
import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.Guest;
import io.caelum.compute.worker.driver.GuestSize;
import io.caelum.compute.worker.driver.PowerState;
import io.caelum.compute.worker.state.JsonFolder;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.network.BoundPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Runs guests on paper. */
public final class SimulatedDriver implements Driver {

    private final Path settingsFile;
    private final JsonFolder<SimulatedGuest> guests;
    private SimulatedSettings lastSettings;
    private int failedSinceThen;

    public SimulatedDriver(Path statePath) {
        this.settingsFile = statePath.resolve("simulated.properties");
        this.guests = new JsonFolder<>(statePath.resolve("guests"), SimulatedGuest.class);
        guests.readAll().values().stream()
                .filter(guest -> guest.power() == PowerState.RUNNING)
                .forEach(guest -> guests.write(guest.serverId(), guest.stopped()));
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
    }

    @Override
    public void destroy(UUID serverId) throws DriverException, InterruptedException {
        SimulatedSettings settings = SimulatedSettings.read(settingsFile);
        if (settings.failDestroy().isPresent() && guests.read(serverId).isPresent()) {
            throw new DriverException(settings.failDestroy().get());
        }
        Thread.sleep(settings.destroyLatency());
        guests.delete(serverId);
    }

    @Override
    public void takeUp(UUID serverId) throws DriverException {
        SimulatedGuest guest =
                guests.read(serverId).orElseThrow(() -> new DriverException("There is no such guest: " + serverId));
        if (guest.power() == PowerState.SHUT_DOWN) {
            guests.write(serverId, guest.started());
        }
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

    @Override
    public void rebuild(BuildRequest build, Optional<Path> image) throws DriverException {
        stop(build.serverId(), Duration.ZERO);
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
        change(serverId, guest -> guest);
    }

    @Override
    public void detachInterface(UUID serverId, UUID portId) throws DriverException {
        change(serverId, guest -> guest);
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
        SimulatedGuest guest =
                guests.read(serverId).orElseThrow(() -> new DriverException("There is no such guest: " + serverId));
        guests.write(serverId, change.apply(guest));
    }

    @Override
    public List<Guest> list() {
        return guests.readAll().values().stream().map(SimulatedGuest::view).toList();
    }

    @Override
    public Optional<Guest> find(UUID serverId) {
        return guests.read(serverId).map(SimulatedGuest::view);
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
