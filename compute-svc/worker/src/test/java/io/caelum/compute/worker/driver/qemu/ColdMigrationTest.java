package io.caelum.compute.worker.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.Guest;
import io.caelum.compute.worker.driver.PowerState;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.DiskOffer;
import io.caelum.platform.contract.compute.Traveller;
import java.io.RandomAccessFile;
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

/** A guest that is off comes to another host with its disks. */
@Tag("long")
class ColdMigrationTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final UUID server = UUID.randomUUID();
    private QemuDriver source;
    private QemuDriver target;

    @BeforeEach
    void aGuestThatIsOffOnTheFirstOfTwoHosts() throws Exception {
        source = QemuHost.open(Files.createDirectory(folder.resolve("a")), Map.of());
        target = QemuHost.open(Files.createDirectory(folder.resolve("b")), Map.of());
        source.spawn(request(1, 1, 1, 0), Optional.of(QemuHost.image(folder)));
        source.stop(server, Duration.ZERO);
    }

    @AfterEach
    void removeAll() throws Exception {
        source.destroy(server);
        target.destroy(server);
    }

    private BuildRequest request(long generation, int rootGb, int ephemeralGb, int swapMb) {
        BuildRequest plain = QemuHost.request(server, generation, "raw", List.of(), false);
        return new BuildRequest(
                server,
                generation,
                plain.name(),
                plain.hostname(),
                plain.projectId(),
                plain.userId(),
                plain.image(),
                plain.vcpus(),
                plain.memoryMb(),
                rootGb,
                ephemeralGb,
                swapMb,
                List.of(),
                plain.metadata(),
                plain.keyName(),
                plain.publicKey(),
                plain.userData(),
                plain.configDrive());
    }

    private Path disk(String host, String name) {
        return folder.resolve(host)
                .resolve("machines")
                .resolve(server.toString())
                .resolve(name);
    }

    private String console(QemuDriver host) throws DriverException {
        return host.consoleOutput(server, OptionalInt.empty());
    }

    private PowerState power(QemuDriver host) {
        return host.find(server).orElseThrow().power();
    }

    @Test
    void itBootsFromTheDiskThatItHad() throws Exception {
        target.receive(request(2, 1, 1, 0), source.offer(server));

        assertThat(target.list()).containsExactly(new Guest(server, 2, PowerState.SHUT_DOWN));
        target.start(server);
        await().atMost(SOON).untilAsserted(() -> assertThat(console(target)).contains("BOOT-OK"));
        assertThat(power(source)).isEqualTo(PowerState.SHUT_DOWN);
    }

    @Test
    void itsDisksGrowToTheSizesThatItGets() throws Exception {
        try (var ephemeral = new RandomAccessFile(disk("a", "ephemeral").toFile(), "rw")) {
            ephemeral.seek(700L << 20);
            ephemeral.writeBytes("kept");
        }

        target.receive(request(2, 3, 2, 64), source.offer(server));

        target.start(server);
        assertThat(target.departing(server).disks()).contains(new Traveller.Disk("disk", 3L << 30));
        assertThat(Files.size(disk("b", "ephemeral"))).isEqualTo(2L << 30);
        assertThat(Files.size(disk("b", "swap"))).isEqualTo(64L << 20);
        try (var ephemeral = new RandomAccessFile(disk("b", "ephemeral").toFile(), "r")) {
            ephemeral.seek(700L << 20);
            var found = new byte[4];
            ephemeral.readFully(found);
            assertThat(found).asString().isEqualTo("kept");
        }
    }

    @Test
    void aDiskThatNobodyReadDoesNotKeepTheGuestFromStarting() throws Exception {
        source.offer(server);
        source.offer(server);

        source.start(server);

        assertThat(power(source)).isEqualTo(PowerState.RUNNING);
    }

    @Test
    void onlyAGuestThatIsOffGivesItsDisks() throws Exception {
        source.start(server);

        assertThatThrownBy(() -> source.offer(server))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("not off");
    }

    @Test
    void aReaderThatDoesNotKnowTheNameGetsNothing() throws Exception {
        DiskOffer offer = source.offer(server);
        List<DiskOffer.Disk> guessed = offer.disks().stream()
                .map(disk -> new DiskOffer.Disk(disk.name(), disk.bytes(), disk.address(), disk.port(), "disk"))
                .toList();

        assertThatThrownBy(() -> target.receive(request(2, 1, 1, 0), new DiskOffer("QEMU", offer.size(), guessed)))
                .isInstanceOf(DriverException.class);
    }

    @Test
    void aGuestOfAnotherKindCannotCome() throws Exception {
        DiskOffer offer = source.offer(server);

        assertThatThrownBy(
                        () -> target.receive(request(2, 1, 1, 0), new DiskOffer("simulated", offer.size(), List.of())))
                .hasMessageContaining("simulated");
        assertThat(target.list()).isEmpty();
    }
}
