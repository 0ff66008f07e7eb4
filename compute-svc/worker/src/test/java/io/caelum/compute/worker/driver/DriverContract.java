package io.caelum.compute.worker.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.network.BoundPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every way to run guests has to keep. */
public abstract class DriverContract {

    protected static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    protected Path state;

    protected final UUID server = UUID.randomUUID();
    protected Driver driver;

    /** On the state that the last one has left, whose process has ended. */
    protected abstract Driver open();

    /** A guest of 1 GiB of disk with the image below. */
    protected abstract BuildRequest request(UUID server, long generation);

    protected abstract Optional<Path> image();

    @BeforeEach
    void begin() {
        driver = open();
    }

    @AfterEach
    void removeAll() throws Exception {
        for (Guest guest : driver.list()) {
            driver.destroy(guest.serverId());
        }
    }

    protected void spawn() throws Exception {
        driver.spawn(request(server, 1), image());
    }

    protected PowerState power() {
        return driver.find(server).orElseThrow().power();
    }

    @Test
    void aGuestRunsAfterItWasSpawned() throws Exception {
        spawn();

        assertThat(driver.list()).singleElement().isEqualTo(new Guest(server, 1, PowerState.RUNNING));
    }

    @Test
    void nothingIsLeftOfADestroyedGuest() throws Exception {
        spawn();

        driver.destroy(server);
        driver.destroy(server);

        assertThat(driver.list()).isEmpty();
        assertThat(open().list()).isEmpty();
    }

    @Test
    void aGuestGoesOffAndOnAndEachMayBeSaidTwice() throws Exception {
        spawn();

        driver.stop(server, Duration.ZERO);
        driver.stop(server, Duration.ZERO);
        assertThat(power()).isEqualTo(PowerState.SHUT_DOWN);

        driver.start(server);
        driver.start(server);
        assertThat(power()).isEqualTo(PowerState.RUNNING);
    }

    @Test
    void aGuestIsHeldAndLetGo() throws Exception {
        spawn();

        driver.pause(server);
        driver.pause(server);
        await().atMost(SOON).untilAsserted(() -> assertThat(power()).isEqualTo(PowerState.PAUSED));

        driver.unpause(server);
        await().atMost(SOON).untilAsserted(() -> assertThat(power()).isEqualTo(PowerState.RUNNING));
    }

    @Test
    void aSuspendedGuestIsOffAndGoesOn() throws Exception {
        spawn();

        driver.suspend(server);
        driver.suspend(server);
        assertThat(power()).isEqualTo(PowerState.SUSPENDED);

        driver.resume(server);
        assertThat(power()).isEqualTo(PowerState.RUNNING);
    }

    @Test
    void aRebootedGuestRuns() throws Exception {
        spawn();

        driver.reboot(server, Duration.ZERO);

        assertThat(power()).isEqualTo(PowerState.RUNNING);
    }

    @Test
    void aGuestThatIsOffGetsAnotherSizeAndRunsWithIt() throws Exception {
        spawn();
        driver.stop(server, Duration.ZERO);

        driver.resize(server, new GuestSize(2, 48, 2, 0, 0));
        driver.start(server);

        assertThat(power()).isEqualTo(PowerState.RUNNING);
    }

    @Test
    void aRebuiltGuestIsOffUntilItIsStarted() throws Exception {
        spawn();
        driver.stop(server, Duration.ZERO);

        driver.rebuild(request(server, 1), image());
        assertThat(power()).isEqualTo(PowerState.SHUT_DOWN);

        driver.start(server);
        assertThat(power()).isEqualTo(PowerState.RUNNING);
    }

    @Test
    void aSnapshotIsAFileOfItsOwn() throws Exception {
        spawn();
        Path target = state.resolve("snapshot");

        assertThat(driver.snapshot(server, target)).isIn("qcow2", "raw");

        assertThat(Files.size(target)).isPositive();
    }

    @Test
    void portsComeAndGo() throws Exception {
        spawn();
        BoundPort port = port();

        driver.attachInterface(server, port);
        driver.attachInterface(server, port);
        driver.detachInterface(server, UUID.randomUUID());

        assertThat(power()).isEqualTo(PowerState.RUNNING);
    }

    @Test
    void portsComeAndGoWhileAGuestIsOff() throws Exception {
        spawn();
        driver.stop(server, Duration.ZERO);
        BoundPort port = port();

        driver.attachInterface(server, port);
        driver.start(server);
        driver.stop(server, Duration.ZERO);
        driver.detachInterface(server, port.portId());
        driver.detachInterface(server, port.portId());
        driver.connect(server, List.of(port()));
        driver.start(server);

        assertThat(power()).isEqualTo(PowerState.RUNNING);
    }

    protected static BoundPort port() {
        return new BoundPort(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "net",
                "fa:16:3e:00:00:01",
                1450,
                "ovs",
                true,
                true,
                List.of(new BoundPort.FixedIp(UUID.randomUUID(), "10.0.0.5", 4)));
    }

    @Test
    void theConsoleCanBeReadWhateverTheGuestDoes() throws Exception {
        spawn();
        driver.consoleOutput(server, OptionalInt.of(5));

        driver.stop(server, Duration.ZERO);

        assertThat(driver.consoleOutput(server, OptionalInt.empty())).isNotNull();
    }

    @Test
    void aGuestThatWasStoppedIsNotTakenUpByALaterWorker() throws Exception {
        spawn();
        driver.stop(server, Duration.ZERO);

        driver = open();
        driver.takeUp(server);

        assertThat(power()).isEqualTo(PowerState.SHUT_DOWN);
    }

    @Test
    void aGuestThatRanRunsAfterALaterWorkerHasTakenItUp() throws Exception {
        spawn();

        driver = open();
        driver.takeUp(server);

        assertThat(driver.list()).singleElement().isEqualTo(new Guest(server, 1, PowerState.RUNNING));
    }

    @Test
    void nothingCanBeDoneWithAGuestThatIsNotThere() {
        UUID nobody = UUID.randomUUID();

        assertThatThrownBy(() -> driver.start(nobody)).isInstanceOf(DriverException.class);
        assertThatThrownBy(() -> driver.stop(nobody, Duration.ZERO)).isInstanceOf(DriverException.class);
        assertThatThrownBy(() -> driver.pause(nobody)).isInstanceOf(DriverException.class);
        assertThatThrownBy(() -> driver.consoleOutput(nobody, OptionalInt.empty()))
                .isInstanceOf(DriverException.class);
        assertThatThrownBy(() -> driver.attachInterface(nobody, port())).isInstanceOf(DriverException.class);
        assertThatThrownBy(() -> driver.connect(nobody, List.of())).isInstanceOf(DriverException.class);
        assertThatThrownBy(() -> driver.takeUp(nobody)).isInstanceOf(DriverException.class);
    }
}
