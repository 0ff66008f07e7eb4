package io.caelum.compute.worker.driver.simulated;

import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.Guest;
import io.caelum.compute.worker.driver.PowerState;
import io.caelum.compute.worker.state.JsonFolder;
import io.caelum.platform.contract.compute.BuildRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
