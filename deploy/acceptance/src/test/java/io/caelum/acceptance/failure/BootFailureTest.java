package io.caelum.acceptance.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.Fixtures;
import io.caelum.acceptance.stack.RunningStack;
import io.caelum.launcher.cloud.CloudUser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Boots that go wrong end well where they can, and otherwise say why and leave nothing half made. */
@Tag("stack")
class BootFailureTest {

    private static RunningStack stack;
    private static Api demo;
    private static Api admin;
    private static String image;
    private static String flavor;
    private static String network;

    private final List<String> servers = new ArrayList<>();
    private long claimedBefore;
    private int wiredBefore;

    @BeforeAll
    static void prepare() {
        stack = RunningStack.find();
        demo = stack.api(CloudUser.DEMO);
        admin = stack.api(CloudUser.ADMIN);
        image = Fixtures.image(demo);
        network = Fixtures.network(demo);
        flavor = demo.flavor("m1.tiny");
    }

    @BeforeEach
    void countClaims() {
        claimedBefore = admin.claimedMemory();
        wiredBefore = stack.wiredPorts().size();
    }

    @AfterEach
    void nothingIsLeft() {
        stack.simulateEverywhere();
        servers.forEach(demo::deleteServer);
        assertThat(admin.claimedMemory()).as("MiB claimed on hosts").isEqualTo(claimedBefore);
        assertThat(demo.portsOfServersOn(network)).isEmpty();
        // told by a message that nobody waits for
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(stack.wiredPorts()).as("wired ports").hasSize(wiredBefore));
    }

    @Test
    void aGuestThatDoesNotStartIsTriedOnAnotherHost() {
        String bad = stack.hosts().getFirst();
        List<String> guestsBefore = stack.guestsOn(bad);
        stack.simulate(bad, "fail-spawn=The hypervisor is full of eels.");

        // as many as there are hosts: at least one of them is first sent to the bad one
        for (int i = 0; i < stack.hosts().size(); i++) {
            servers.add(boot(flavor));
        }
        servers.forEach(
                id -> assertThat(demo.awaitEnd(id).path("status").asText()).isEqualTo("ACTIVE"));

        assertThat(stack.guestsOn(bad)).isEqualTo(guestsBefore);
        assertThat(servers)
                .as("servers that took two tries")
                .anySatisfy(id -> assertThat(buildsOf(id)).isGreaterThan(1));
        servers.forEach(id -> assertThat(demo.portsOf(id)).hasSize(1));
        // the first host unwires a port when it hears of it, a little after the second one has wired it
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(stack.wiredPorts()).hasSize(wiredBefore + servers.size()));
    }

    @Test
    void aServerThatNoHostCanStartSaysWhyAndHoldsNothing() {
        stack.simulateEverywhere("fail-spawn=The hypervisor is full of eels.");

        String id = boot(flavor);
        servers.add(id);

        JsonNode server = demo.awaitStatus(id, "ERROR");
        assertThat(server.at("/fault/message").asText()).contains("full of eels");
        assertThat(demo.portsOf(id)).isEmpty();
        assertThat(stack.hostOfGuest(id)).isEmpty();
        assertThat(admin.claimedMemory()).as("MiB claimed on hosts").isEqualTo(claimedBefore);
    }

    @Test
    void aServerThatFitsOnNoHostSaysByHowMuch() {
        String huge = Fixtures.flavor(admin, 40_000);

        String id = boot(huge);
        servers.add(id);

        String message = demo.awaitStatus(id, "ERROR").at("/fault/message").asText();
        assertThat(message)
                .contains("0 of " + stack.hosts().size() + " hosts fit")
                .contains("short of memory by");
        assertThat(demo.portsOf(id)).isEmpty();
        admin.delete("/compute/v2.1/flavors/" + huge);
    }

    @Test
    void anImageWhoseBytesHaveChangedIsNotBootedFrom() throws IOException {
        String rotten = Fixtures.image(demo);
        flipAByteOf(rotten);

        String id = demo.createServer("rotten", rotten, flavor, Fixtures.networks(network));
        servers.add(id);

        JsonNode server = demo.awaitStatus(id, "ERROR");
        assertThat(server.at("/fault/message").asText()).contains(rotten);
        assertThat(stack.hostOfGuest(id)).isEmpty();
        assertThat(demo.portsOf(id)).isEmpty();
    }

    @Test
    void aServerThatIsDeletedWhileItBootsGoesWithEverythingItHeld() {
        stack.simulateEverywhere("spawn-latency-ms=20000");
        String id = boot(flavor);
        await().atMost(Duration.ofSeconds(20)).until(() -> stack.hostOfGuest(id).isPresent());

        long start = System.nanoTime();
        demo.deleteServer(id);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(demo.portsOf(id)).isEmpty();
        assertThat(stack.hostOfGuest(id)).isEmpty();
    }

    private static String boot(String flavor) {
        return demo.createServer(Fixtures.name("server"), image, flavor, Fixtures.networks(network));
    }

    /** How many hosts have tried, as the server's history tells it. */
    private static int buildsOf(String server) {
        String actions = "/compute/v2.1/servers/" + server + "/os-instance-actions";
        String request = admin.get(actions)
                .body()
                .path("instanceActions")
                .get(0)
                .path("request_id")
                .asText();
        int builds = 0;
        for (JsonNode event : admin.get(actions + "/" + request).body().at("/instanceAction/events")) {
            builds += event.path("event").asText().equals("compute__do_build_and_run_instance") ? 1 : 0;
        }
        return builds;
    }

    private static void flipAByteOf(String image) throws IOException {
        Path file;
        try (var files = Files.walk(stack.imageStore())) {
            file = files.filter(Files::isRegularFile)
                    .filter(path -> path.toString().contains(image))
                    .findFirst()
                    .orElseThrow();
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var one = ByteBuffer.allocate(1);
            channel.read(one, 1_000);
            channel.write(ByteBuffer.wrap(new byte[] {(byte) (one.get(0) ^ 1)}), 1_000);
        }
    }
}
