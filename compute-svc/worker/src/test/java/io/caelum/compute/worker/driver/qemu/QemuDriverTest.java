package io.caelum.compute.worker.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.worker.driver.ConsoleKind;
import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.driver.DriverContract;
import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.GuestSize;
import io.caelum.compute.worker.driver.PowerState;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.network.BoundPort;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class QemuDriverTest extends DriverContract {

    @Override
    protected Driver open() {
        return open(Map.of());
    }

    private Driver open(Map<String, String> settings) {
        if (driver instanceof QemuDriver former) {
            former.close();
        }
        return QemuHost.open(state, settings);
    }

    @Override
    protected BuildRequest request(UUID server, long generation) {
        return QemuHost.request(server, generation, "raw", List.of(), false);
    }

    @Override
    protected Optional<Path> image() {
        return Optional.of(QemuHost.image(state));
    }

    private String console() throws DriverException {
        return driver.consoleOutput(server, OptionalInt.empty());
    }

    private void awaitBoot() {
        await().atMost(SOON).untilAsserted(() -> assertThat(console()).contains("BOOT-OK"));
    }

    private ProcessHandle process() {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process.pid()).contains("guest=" + server + "@"))
                .findFirst()
                .orElseThrow();
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
        } catch (Exception gone) {
            return "";
        }
    }

    private static String status(long pid, String field) throws Exception {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Path folder() {
        return state.resolve("machines").resolve(server.toString());
    }

    @Test
    void theGuestItselfSaysThatItRuns() throws Exception {
        spawn();

        awaitBoot();
        assertThat(driver.type()).isEqualTo("QEMU");
        assertThat(driver.version()).matches("\\d+\\.\\d+.*");
    }

    @Test
    void aLaterWorkerFindsTheSameProcessAgain() throws Exception {
        spawn();
        long pid = process().pid();

        driver = open();

        assertThat(power()).isEqualTo(PowerState.RUNNING);
        driver.takeUp(server);
        assertThat(process().pid()).isEqualTo(pid);
        driver.pause(server);
        await().atMost(SOON).untilAsserted(() -> assertThat(power()).isEqualTo(PowerState.PAUSED));
    }

    @Test
    void aDeadProcessIsSeenAsACrashAndTakenUp() throws Exception {
        spawn();
        ProcessHandle process = process();

        process.destroyForcibly();

        await().atMost(SOON).untilAsserted(() -> assertThat(power()).isEqualTo(PowerState.CRASHED));
        driver.takeUp(server);
        assertThat(power()).isEqualTo(PowerState.RUNNING);
    }

    @Test
    void guestsStayOffAfterAPowerLossIfThatIsThePolicy() throws Exception {
        spawn();
        ProcessHandle process = process();
        process.destroyForcibly();
        process.onExit().join();

        driver = open(Map.of("caelum.worker.qemu.resume-guests", "false"));
        driver.takeUp(server);

        assertThat(power()).isEqualTo(PowerState.SHUT_DOWN);
    }

    @Test
    void aSuspendedGuestGoesOnWhereItWas() throws Exception {
        spawn();
        awaitBoot();

        driver.suspend(server);
        assertThat(ProcessHandle.allProcesses().filter(p -> commandLine(p.pid()).contains(server.toString())))
                .isEmpty();
        int before = console().length();
        driver.resume(server);

        await().atMost(SOON).untilAsserted(() -> assertThat(console().length()).isGreaterThan(before + 5));
        assertThat(console()).containsOnlyOnce("BOOT-OK");
    }

    @Test
    void aRebootBeginsAnew() throws Exception {
        spawn();
        awaitBoot();

        driver.reboot(server, Duration.ZERO);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(console().split("BOOT-OK", -1)).hasSize(3));
    }

    @Test
    void aGuestThatDoesNotHearThePowerButtonIsSwitchedOffInTheEnd() throws Exception {
        spawn();
        awaitBoot();

        driver.stop(server, Duration.ofMillis(300));

        assertThat(power()).isEqualTo(PowerState.SHUT_DOWN);
    }

    @Test
    void qemuRunsWithoutRootInASandboxAndInItsGroups() throws Exception {
        spawn();
        long pid = process().pid();

        assertThat(status(pid, "Uid").split("\\s+")[1]).isNotEqualTo("0");
        assertThat(status(pid, "CapEff")).endsWith("0000000000000000");
        assertThat(status(pid, "NoNewPrivs")).endsWith("1");
        assertThat(status(pid, "Seccomp")).matches("Seccomp:\\s+2");
        assertThat(Files.readString(Path.of("/proc/" + pid + "/cgroup"))).contains("caelum-guests/" + server);
    }

    @Test
    void theMemoryOfItsGroupIsBounded() throws Exception {
        spawn();

        String groups = Files.readString(Path.of("/proc/" + process().pid() + "/cgroup"));
        String path = groups.lines()
                .filter(line -> line.contains(":memory:") || line.startsWith("0::"))
                .filter(line -> line.contains(server.toString()))
                .map(line -> line.substring(line.indexOf(':', line.indexOf(':') + 1) + 1))
                .findFirst()
                .orElseThrow();
        Path older = Path.of("/sys/fs/cgroup/memory" + path, "memory.limit_in_bytes");
        Path limit = Files.exists(older) ? older : Path.of("/sys/fs/cgroup" + path, "memory.max");
        assertThat(Long.parseLong(Files.readString(limit).strip())).isLessThan(512L << 20);
    }

    @Test
    void nobodyElseReachesSocketsAndDisks() throws Exception {
        spawn();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("guests"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aGuestThatHearsNothingAnyMoreIsDeadBeforeItsDiskIsGone() throws Exception {
        spawn();
        ProcessHandle process = process();
        new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                .start()
                .waitFor();

        driver.destroy(server);

        assertThat(process.isAlive()).isFalse();
        assertThat(folder()).doesNotExist();
    }

    @Test
    void aNewDiskHasNothingOfAnEarlierOne() throws Exception {
        spawn();
        Path disk = folder().resolve("disk");
        driver.stop(server, Duration.ZERO);
        byte[] secret = "the earlier tenant's secret".getBytes(StandardCharsets.US_ASCII);
        try (var file = new java.io.RandomAccessFile(disk.toFile(), "rw")) {
            file.seek(file.length());
            for (int i = 0; i < 4096; i++) {
                file.write(secret);
            }
        }
        driver.destroy(server);
        UUID next = UUID.randomUUID();
        driver.spawn(request(next, 1), image());

        Path fresh = state.resolve("machines").resolve(next.toString()).resolve("disk");
        assertThat(new String(Files.readAllBytes(fresh), StandardCharsets.ISO_8859_1))
                .doesNotContain("the earlier tenant's secret");
    }

    @Test
    void theSerialConsoleTakesAConnection() throws Exception {
        spawn();
        awaitBoot();

        assertThat(firstBytes(driver.console(server, ConsoleKind.SERIAL), 1)).isEqualTo(".");
    }

    @Test
    void theScreenSpeaksTheRemoteFramebufferProtocol() throws Exception {
        spawn();

        assertThat(firstBytes(driver.console(server, ConsoleKind.VNC), 12)).isEqualTo("RFB 003.008\n");
    }

    private static String firstBytes(Path socket, int count) throws Exception {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            var bytes = ByteBuffer.allocate(count);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until there are enough
            }
            return new String(bytes.array(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void aGuestThatIsOffHasNoConsoleToConnectTo() throws Exception {
        spawn();
        driver.stop(server, Duration.ZERO);

        assertThatThrownBy(() -> driver.console(server, ConsoleKind.SERIAL)).hasMessageContaining("off");
    }

    @Test
    void aSnapshotOfARunningAndOfAStoppedGuestBootsByItself() throws Exception {
        spawn();
        Path live = state.resolve("live");
        Path still = state.resolve("still");

        driver.snapshot(server, live);
        driver.stop(server, Duration.ZERO);
        driver.snapshot(server, still);

        for (Path snapshot : List.of(live, still)) {
            UUID copy = UUID.randomUUID();
            driver.spawn(QemuHost.request(copy, 1, "qcow2", List.of(), false), Optional.of(snapshot));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(driver.consoleOutput(copy, OptionalInt.empty()))
                            .contains("BOOT-OK"));
        }
    }

    @Test
    void aCardComesToARunningGuestAndStaysOverARestart() throws Exception {
        spawn();
        BoundPort port = port();

        driver.attachInterface(server, port);
        driver.reboot(server, Duration.ZERO);

        assertThat(commandLine(process().pid())).contains(port.macAddress());
        driver.stop(server, Duration.ZERO);
        driver.detachInterface(server, port.portId());
        driver.start(server);
        assertThat(commandLine(process().pid())).doesNotContain(port.macAddress());
    }

    @Test
    void aCardThatIsPluggedIntoARunningGuestSitsWhereItWillSitAfterItsNextStart() throws Exception {
        spawn();
        BoundPort first = port();
        BoundPort second = port();
        driver.attachInterface(server, first);
        driver.attachInterface(server, second);

        driver.stop(server, Duration.ZERO);
        driver.detachInterface(server, first.portId());
        driver.start(server);

        assertThat(commandLine(process().pid()))
                .doesNotContain(first.portId().toString())
                .contains("nic-" + second.portId())
                .contains("\"addr\":\"0x11\"");
    }

    @Test
    void whatAnEarlierTryHasPluggedIsTakenAsItIs() throws Exception {
        spawn();
        BoundPort port = port();
        driver.attachInterface(server, port);
        forgetCards();
        driver = open();

        driver.attachInterface(server, port);

        assertThat(power()).isEqualTo(PowerState.RUNNING);
        driver.reboot(server, Duration.ZERO);
        assertThat(commandLine(process().pid())).contains(port.macAddress());
    }

    /** As if the worker had died between the plug and its note of it. */
    private void forgetCards() throws IOException {
        Path note = state.resolve("guests").resolve(server + ".json");
        Files.writeString(note, Files.readString(note).replaceAll("(?s)\"cards\" : \\[.*?\\],", "\"cards\" : [],"));
    }

    @Test
    void aGuestThatDoesNotLetGoOfACardKeepsIt() throws Exception {
        spawn();
        BoundPort port = port();
        driver.attachInterface(server, port);
        driver.pause(server);

        assertThatThrownBy(() -> driver.detachInterface(server, port.portId())).hasMessageContaining("does not let go");

        driver.reboot(server, Duration.ZERO);
        assertThat(commandLine(process().pid())).contains(port.macAddress());
    }

    @Test
    void aGuestStartsWithThePortsItsServerHas() throws Exception {
        spawn();
        BoundPort lost = port();
        BoundPort kept = port();
        driver.attachInterface(server, lost);

        driver.connect(server, List.of(kept));
        driver.reboot(server, Duration.ZERO);

        assertThat(commandLine(process().pid()))
                .doesNotContain(lost.portId().toString())
                .contains(kept.portId().toString());
    }

    @Test
    void aDiskOnlyGrows() throws Exception {
        spawn();
        driver.stop(server, Duration.ZERO);
        driver.resize(server, new GuestSize(1, 32, 2, 0, 0));

        assertThatThrownBy(() -> driver.resize(server, new GuestSize(1, 32, 1, 0, 0)))
                .hasMessageContaining("smaller");
    }

    @Test
    void aRunningGuestIsNotResized() throws Exception {
        spawn();

        assertThatThrownBy(() -> driver.resize(server, new GuestSize(1, 32, 2, 0, 0)))
                .hasMessageContaining("not off");
    }

    @Test
    void furtherDisksAreThereAndReadAsZerosOrFileSystems() throws Exception {
        BuildRequest small = request(server, 1);
        driver.spawn(
                new BuildRequest(
                        server,
                        1,
                        Optional.empty(),
                        "guest",
                        "guest",
                        "p",
                        "u",
                        small.image(),
                        1,
                        32,
                        1,
                        1,
                        16,
                        List.of(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true),
                image());

        assertThat(Files.size(folder().resolve("ephemeral"))).isEqualTo(1L << 30);
        assertThat(Files.size(folder().resolve("swap"))).isEqualTo(16L << 20);
        assertThat(commandLine(process().pid())).contains("ephemeral", "swap", "config-drive");
        awaitBoot();
    }

    @Test
    void everyFileThatQemuOpensHasItsFormatNamed() throws Exception {
        spawn();

        String line = commandLine(process().pid());
        assertThat(line)
                .contains("\"driver\":\"qcow2\",\"node-name\":\"disk\"", "\"driver\":\"raw\",\"node-name\":\"base\"");
        assertThat(line).doesNotContain("-drive", "-hda");
    }

    @Test
    void anImageThatIsLargerThanTheDiskIsRefusedBeforeAnythingRuns() throws Exception {
        Path large = state.resolve("large");
        try (var file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
            file.setLength((1L << 30) + 1);
        }

        assertThatThrownBy(() -> driver.spawn(request(server, 1), Optional.of(large)))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("more than the flavor's root disk");
        assertThat(power()).isEqualTo(PowerState.NONE);
    }

    @Test
    void anImageThatIsNotWhatItSaysIsRefused() {
        assertThatThrownBy(() -> driver.spawn(QemuHost.request(server, 1, "qcow2", List.of(), false), image()))
                .hasMessageContaining("is not");
    }

    @Test
    void aPortThatNobodyWiresIsNamed() {
        driver = open(Map.of("caelum.worker.qemu.network", "tap", "caelum.worker.qemu.await-wiring", "PT0.1S"));
        BoundPort port = port();

        assertThatThrownBy(() -> driver.spawn(QemuHost.request(server, 1, "raw", List.of(port), false), image()))
                .hasMessageContaining("Port " + port.portId() + " is not wired on this host");
    }

    @Test
    void aQemuThatDoesNotStartSaysWhy() {
        driver = open(Map.of("caelum.worker.qemu.cpu-model", "no-such-processor"));

        assertThatThrownBy(this::spawn).hasMessageContaining("no-such-processor");
    }

    @Test
    void theConsolesLogStaysBounded() throws Exception {
        spawn();
        awaitBoot();
        var log = new ConsoleLog(GuestFolder.of(state, server), 1);
        Files.writeString(
                folder().resolve("console.log"),
                "x".repeat(5000) + "\nlast\n",
                java.nio.file.StandardOpenOption.APPEND);

        log.cut();

        assertThat(Files.size(folder().resolve("console.log"))).isLessThan(500);
        assertThat(log.read(OptionalInt.empty())).contains("last").hasSizeLessThan(2100);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(Files.size(folder().resolve("console.log"))).isPositive());
    }
}
