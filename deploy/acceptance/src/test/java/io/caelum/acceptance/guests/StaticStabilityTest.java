package io.caelum.acceptance.guests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.acceptance.stack.Fixtures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Guests run and their packets flow, whatever becomes of the cloud's processes. */
@Tag("guests")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StaticStabilityTest {

    /** The promise is a second; an emulated guest on a busy machine is sometimes late by itself. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private Field field;
    private String server = "";
    private String host = "";
    private String floating = "";
    private Pinging pinging;

    @BeforeAll
    void aGuestThatIsPinged(@TempDir Path files) {
        field = new Field(files);
        String network = field.network(field.demo, "", "10.40.0.0/24", true);
        field.router(network);
        String port = field.port(field.demo, network, field.openGroup(), "");
        server = field.server(Fixtures.name("still"), List.of(port));
        host = field.hostOf(server);
        field.awaitBoot(server);
        floating = field.floating(port);
        field.outside.awaitPing(floating);
    }

    @AfterAll
    void close() {
        pinging.close();
        field.clear();
    }

    @Test
    @Order(1)
    void aRestartOfTheHostsWorkerLosesNothing() {
        pinging = Pinging.begin(field.stack.outside().inside(List.of()), floating);
        field.stack.kill(host);
        field.stack.start(host);
        awaitMorePings();
        assertThat(pinging.longestSilence()).isLessThan(SILENCE);
        assertThat(field.demo.server(server).path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    @Order(2)
    void aRestartOfTheNetworkNodeLosesNothing() {
        field.stack.kill("network-node");
        field.stack.start("network-node");
        awaitMorePings();
        assertThat(pinging.longestSilence()).isLessThan(SILENCE);
    }

    @Test
    @Order(3)
    void packetsFlowWhileAllOfTheCloudIsDown() {
        field.stack.stopAllProcesses();
        awaitMorePings();
        field.stack.up();
        awaitMorePings();
        assertThat(pinging.longestSilence()).isLessThan(SILENCE);
        assertThat(field.demo.server(server).path("status").asText()).isEqualTo("ACTIVE");
    }

    private void awaitMorePings() {
        int before = pinging.count();
        await().atMost(Duration.ofSeconds(60)).until(() -> pinging.count() > before + 25);
    }
}
