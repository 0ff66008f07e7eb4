package io.caelum.compute.worker.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.Guest;
import io.caelum.compute.worker.driver.PowerState;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.Landing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveMigrationTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final UUID server = UUID.randomUUID();
    private final BuildRequest build = QemuHost.request(server, 1, "raw", List.of(), false);
    private QemuDriver source;
    private QemuDriver target;

    @BeforeEach
    void twoHosts() throws Exception {
        source = QemuHost.open(Files.createDirectory(folder.resolve("a")), Map.of());
        target = QemuHost.open(Files.createDirectory(folder.resolve("b")), Map.of());
        source.spawn(build, Optional.of(QemuHost.image(folder)));
        await().atMost(SOON).untilAsserted(() -> assertThat(console(source)).contains("BOOT-OK"));
    }

    @AfterEach
    void removeAll() throws Exception {
        source.destroy(server);
        target.destroy(server);
    }

    private String console(QemuDriver host) throws DriverException {
        return host.consoleOutput(server, OptionalInt.empty());
    }

    private PowerState power(QemuDriver host) {
        return host.find(server).orElseThrow().power();
    }

    @Test
    void aGuestGoesOnElsewhereWithItsDisk() throws Exception {
        List<Integer> told = new ArrayList<>();
        Landing landing = target.await(build, source.departing(server));
        assertThat(power(target)).isEqualTo(PowerState.PAUSED);

        source.migrate(server, landing, true, told::add);
        target.arrived(server, true);
        source.destroy(server);

        await().atMost(SOON).untilAsserted(() -> assertThat(console(target)).endsWith("....."));
        assertThat(console(target)).doesNotContain("BOOT-OK");
        assertThat(target.list()).containsExactly(new Guest(server, 1, PowerState.RUNNING));
        assertThat(told).endsWith(100).isSorted();
        target.reboot(server, Duration.ZERO);
        await().atMost(SOON).untilAsserted(() -> assertThat(console(target)).contains("BOOT-OK"));
    }

    @Test
    void aGuestStaysAndRunsWhereNobodyAwaitsIt() throws Exception {
        assertThatThrownBy(() -> source.migrate(server, new Landing("127.0.0.1", 1, 2), true, percent -> {}))
                .isInstanceOf(DriverException.class);

        assertThat(power(source)).isEqualTo(PowerState.RUNNING);
    }

    @Test
    void aGuestStaysAndRunsWhenTheOtherHostGivesUp() throws Exception {
        Landing landing = target.await(build, source.departing(server));

        assertThatThrownBy(() ->
                        source.migrate(server, new Landing(landing.host(), 1, landing.diskPort()), true, percent -> {}))
                .isInstanceOf(DriverException.class);

        assertThat(power(source)).isEqualTo(PowerState.RUNNING);
        assertThatThrownBy(() -> target.arrived(server, true)).hasMessageContaining("not come");
        source.migrate(server, landing, true, percent -> {});
        target.arrived(server, true);
        assertThat(power(target)).isEqualTo(PowerState.RUNNING);
    }
}
