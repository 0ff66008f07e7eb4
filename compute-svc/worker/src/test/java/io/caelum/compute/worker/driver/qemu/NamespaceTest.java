package io.caelum.compute.worker.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.worker.driver.qemu.process.Programs;
import io.caelum.networkagent.host.DeviceNames;
import io.caelum.networkagent.host.HostNamespace;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.testkit.RealHost;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that is a network namespace, with taps as the network agent makes them. */
class NamespaceTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path state;

    private final UUID server = UUID.randomUUID();
    private final String name = "caelum-" + server.toString().substring(0, 8);
    private final BoundPort port = new BoundPort(
            UUID.randomUUID(), UUID.randomUUID(), "net", "fa:16:3e:00:00:02", 1450, "ovs", true, true, List.of());
    private final BoundPort further = new BoundPort(
            UUID.randomUUID(), UUID.randomUUID(), "net", "fa:16:3e:00:00:03", 1450, "ovs", true, true, List.of());
    private QemuDriver driver;

    @BeforeEach
    void makeNamespace() throws Exception {
        RealHost.demand("ip", "qemu-system-x86_64", "xorriso", "/dev/net/tun");
        ip("netns", "add", name);
        driver = QemuHost.open(
                state,
                Map.of("caelum.worker.qemu.network", "tap"),
                HostNamespace.of(Optional.of("caelum-{host}"), name.substring("caelum-".length())));
    }

    @AfterEach
    void removeNamespace() throws Exception {
        if (driver != null) {
            driver.destroy(server);
            ip("netns", "delete", name);
        }
    }

    private static void ip(String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Programs.run(Path.of("/"), command, Duration.ofSeconds(20));
    }

    private void makeTap(BoundPort port) throws Exception {
        ip("-n", name, "tuntap", "add", "dev", DeviceNames.tap(port.portId()), "mode", "tap", "user", "nobody");
    }

    @Test
    void aGuestWaitsForItsTapAndRunsInTheNamespace() throws Exception {
        Thread agent = Thread.ofVirtual().start(() -> {
            try {
                makeTap(port);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        driver.spawn(QemuHost.request(server, 1, "raw", List.of(port), false), Optional.of(QemuHost.image(state)));

        agent.join();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(driver.consoleOutput(server, OptionalInt.empty()))
                        .contains("BOOT-OK"));
        long pid = ProcessHandle.allProcesses()
                .filter(process -> isGuest(process.pid()))
                .findFirst()
                .orElseThrow()
                .pid();
        assertThat(Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/net")))
                .isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/net")));
    }

    private boolean isGuest(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .contains("guest=" + server);
        } catch (java.io.IOException gone) {
            return false;
        }
    }

    @Test
    void aFurtherTapComesToTheRunningGuest() throws Exception {
        makeTap(port);
        makeTap(further);
        driver.spawn(QemuHost.request(server, 1, "raw", List.of(port), false), Optional.of(QemuHost.image(state)));

        driver.attachInterface(server, further);
        driver.stop(server, Duration.ZERO);
        driver.detachInterface(server, further.portId());
        driver.start(server);

        assertThat(driver.find(server).orElseThrow().isRunning()).isTrue();
    }
}
