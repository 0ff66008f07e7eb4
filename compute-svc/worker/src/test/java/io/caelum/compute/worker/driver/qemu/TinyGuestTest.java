package io.caelum.compute.worker.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.PowerState;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.testkit.RealHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a whole Linux, as {@code deploy/stack test --long} makes it beforehand. */
@Tag("long")
class TinyGuestTest {

    private static final Duration SOON = Duration.ofMinutes(4);

    @TempDir
    Path state;

    private final UUID server = UUID.randomUUID();
    private QemuDriver driver;

    @BeforeEach
    void boot() throws Exception {
        RealHost.demand("qemu-system-x86_64", "xorriso");
        Optional<Path> image = image();
        assertThat(image)
                .as("an image, as `deploy/stack test-image --build-only` makes it")
                .isPresent();
        driver = QemuHost.open(state, Map.of());
        Path copy = Files.copy(image.get(), state.resolve("image"));
        driver.spawn(request(), Optional.of(copy));
        await().atMost(SOON).untilAsserted(() -> assertThat(console()).contains("BOOT-OK"));
    }

    private BuildRequest request() {
        BuildRequest small = QemuHost.request(server, 1, "qcow2", List.of(), true);
        return new BuildRequest(
                server,
                1,
                small.startBefore(),
                small.name(),
                small.hostname(),
                small.projectId(),
                small.userId(),
                small.image(),
                1,
                128,
                1,
                0,
                0,
                List.of(),
                Map.of(),
                small.keyName(),
                small.publicKey(),
                Optional.of("IyEvYmluL3NoCmVjaG8gaGVsbG8K"),
                true);
    }

    private static Optional<Path> image() throws IOException {
        String told = System.getenv("CAELUM_CACHE");
        Path cache = told == null ? Path.of(System.getProperty("user.home"), ".cache", "caelum") : Path.of(told);
        Path images = cache.resolve("test-image");
        if (!Files.isDirectory(images)) {
            return Optional.empty();
        }
        try (var files = Files.walk(images, 2)) {
            return files.filter(file -> file.getFileName().toString().equals("tiny.qcow2"))
                    .findFirst();
        }
    }

    @AfterEach
    void remove() throws Exception {
        if (driver != null) {
            driver.destroy(server);
        }
    }

    private String console() throws DriverException {
        return driver.consoleOutput(server, OptionalInt.empty());
    }

    @Test
    void theGuestKnowsFromItsConfigDriveWhoItIsAndShutsDownWhenAsked() throws Exception {
        assertThat(console())
                .contains("BOOT-OK guest-host id=" + server)
                .contains("meta=drive")
                .contains("USER-DATA hello");

        driver.stop(server, Duration.ofMinutes(2));

        assertThat(console()).contains("POWER-BUTTON");
        assertThat(driver.find(server).orElseThrow().power()).isEqualTo(PowerState.SHUT_DOWN);
    }

    @Test
    void theGuestSeesANetworkCardComeAndGo() throws Exception {
        var port = new BoundPort(
                UUID.randomUUID(), UUID.randomUUID(), "net", "fa:16:3e:00:00:07", 1450, "tap", true, true, List.of());

        driver.attachInterface(server, port);
        await().atMost(SOON).untilAsserted(() -> assertThat(console()).contains("NIC-ADD eth0 fa:16:3e:00:00:07"));

        driver.detachInterface(server, port.portId());
        await().atMost(SOON).untilAsserted(() -> assertThat(console()).contains("NIC-GONE eth0"));
    }
}
