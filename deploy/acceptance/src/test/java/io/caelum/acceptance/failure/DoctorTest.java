package io.caelum.acceptance.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.Doctor;
import io.caelum.acceptance.stack.Doctor.Told;
import io.caelum.acceptance.stack.Fixtures;
import io.caelum.acceptance.stack.RunningStack;
import io.caelum.acceptance.stack.StackBroker;
import io.caelum.acceptance.stack.StackDatabase;
import io.caelum.launcher.cloud.CloudUser;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The doctor sees what is wrong with a cloud, says who mends it, and has it mended when it is told to. What mends itself
 * does so too quickly to be seen: so the parts that would do it are away while the doctor looks.
 */
@Tag("stack")
@Tag("long")
class DoctorTest {

    private static final Duration HEALED = Duration.ofSeconds(90);
    private static final String DEAD_LETTERS = "caelum.dead-letters";

    private static final StackDatabase COMPUTE = new StackDatabase("compute");
    private static final StackDatabase NETWORK = new StackDatabase("network");
    private static final StackDatabase IMAGE = new StackDatabase("image");

    private static RunningStack stack;
    private static Doctor doctor;
    private static Api demo;
    private static String image;
    private static String flavor;
    private static String network;

    private final List<String> servers = new ArrayList<>();
    private final List<String> away = new ArrayList<>();

    @BeforeAll
    static void prepare() {
        stack = RunningStack.find();
        doctor = Doctor.ofTheStack();
        demo = stack.api(CloudUser.DEMO);
        image = Fixtures.image(demo);
        network = Fixtures.network(demo);
        flavor = demo.flavor("m1.tiny");
    }

    @AfterEach
    void nothingIsLeft() {
        allBack();
        servers.forEach(demo::deleteServer);
    }

    private void leave(String process) {
        stack.kill(process);
        away.add(process);
    }

    private void allBack() {
        away.forEach(stack::start);
        away.clear();
    }

    private String activeServer() {
        String id = demo.createServer(Fixtures.name("server"), image, flavor, Fixtures.networks(network));
        servers.add(id);
        demo.awaitStatus(id, "ACTIVE");
        return id;
    }

    @Test
    void whereNoStackIsNothingCanBeSaid(@TempDir Path elsewhere) {
        assertThat(Doctor.of(elsewhere.resolve("none")).run().status()).isEqualTo(2);
    }

    @Test
    void whatTheOwnersCanMendIsNamedAndMendedWhenTheyAreBack() throws IOException {
        String lost = activeServer();
        String silent = activeServer();
        String abandoned = activeServer();
        String port = port();
        leave("compute-control");
        leave("network-control");
        COMPUTE.change("update servers set updated_at = now() - interval '1 minute' where id = '%s'".formatted(lost));
        Path guest = stack.guestFile(lost);
        String host = stack.hostOfGuest(lost).orElseThrow();
        Files.move(guest, guest.resolveSibling(lost + ".away"));
        COMPUTE.change("""
                update servers set vm_state = 'ERROR', updated_at = now() - interval '1 minute' where id = '%s'""".formatted(silent));
        COMPUTE.change("""
                update servers set task_state = 'SPAWNING', vm_state = 'BUILDING',
                    updated_at = now() - interval '1 minute' where id = '%s'""".formatted(abandoned));
        String claim = UUID.randomUUID().toString();
        COMPUTE.change("""
                insert into allocations (server_id, host, vcpus, memory_mb, disk_gb) values ('%s', '%s', 1, 1, 1)""".formatted(claim, host));
        // as a server that is long forgotten has left it
        NETWORK.change("""
                update port set device_id = gen_random_uuid(), device_owner = 'compute:nova', made_for_server = true,
                    updated_at = now() - interval '1 minute' where id = '%s'""".formatted(port));

        Told told = doctor.run("--json");

        assertThat(told.status()).isEqualTo(1);
        assertThat(told.json().path("sound").asBoolean(true)).isFalse();
        assertThat(told.named())
                .contains(
                        "server-without-guest " + lost,
                        "error-unexplained " + silent,
                        "server-without-workflow " + abandoned,
                        "claim-without-server " + claim,
                        "host-sum " + host,
                        "port-without-server " + port);
        assertThat(told.breach("server-without-guest", lost).sentence()).contains(lost, host);
        assertThat(told.breach("server-without-guest", lost).repair()).contains("compute-control", "by itself");
        assertThat(told.breach("port-without-server", port).repair()).contains("--repair", "network-control");

        allBack();
        // what they have not mended by themselves yet
        doctor.run("--repair");

        assertHealed();
        assertThat(demo.server(lost).at("/fault/message").asText()).contains("guest", host, "check-guest");
        assertThat(demo.server(silent).at("/fault/message").asText()).contains("request req-");
        assertThat(demo.server(abandoned).path("status").asText()).isEqualTo("ERROR");
        assertThat(COMPUTE.texts("select host from allocations where server_id = '%s'".formatted(claim)))
                .isEmpty();
        assertThat(demo.get("/network/v2.0/ports/" + port).status()).isEqualTo(404);
    }

    private static String port() {
        return demo.post("/network/v2.0/ports", "{\"port\": {\"network_id\": \"%s\"}}".formatted(network))
                .body()
                .at("/port/id")
                .asText();
    }

    @Test
    void aGuestOfNobodyIsShownFirstAndThenRemovedByItsHost() throws IOException {
        String server = activeServer();
        String stranger = UUID.randomUUID().toString();
        leave("compute-control");
        Path own = stack.guestFile(server);
        Path strangers = own.resolveSibling(stranger + ".json");
        Files.writeString(strangers, Files.readString(own).replace(server, stranger));

        Told shown = doctor.run("--dry-run");
        assertThat(shown.status()).isEqualTo(1);
        assertThat(shown.text())
                .contains("would repair guest-without-server " + stranger)
                .contains("compute-control")
                .contains("deploy/stack up starts it again");
        assertThat(strangers).exists();

        doctor.run("--repair", "--json");
        await().atMost(HEALED).untilAsserted(() -> assertThat(strangers).doesNotExist());
        assertThat(own).exists();
    }

    @Test
    void whatOnlyPeopleCanMendIsNamedWithItsReason() throws IOException {
        String cut = Fixtures.image(demo);
        leave("image-svc");
        IMAGE.change("""
                insert into outbox (message_id, event_type, priority, resource_id, publisher_id, payload, context,
                    recorded_at)
                values (gen_random_uuid(), 'image.audited', 'INFO', '%s', 'image', '{}', '{}',
                    now() - interval '1 minute')""".formatted(cut));
        cutAByteOff(cut);
        new StackBroker().send("compute-control", "not even JSON");

        // the broker's management counts messages every few seconds
        Told told = await().atMost(HEALED)
                .until(() -> doctor.run("--json"), answer -> answer.named().contains("dead-letters " + DEAD_LETTERS));

        assertThat(told.status()).isEqualTo(1);
        assertThat(told.breach("dead-letters", DEAD_LETTERS).sentence()).contains("compute-control");
        assertThat(told.breach("dead-letters", DEAD_LETTERS).repair()).contains("purge");
        assertThat(told.breach("image-without-bytes", cut).sentence()).contains("in the store");
        assertThat(told.breach("image-without-bytes", cut).repair()).contains("openstack image delete " + cut);
        assertThat(told.breach("events-not-sent", "image").invariant()).isEqualTo("I6");

        allBack();
        new StackBroker().purge(DEAD_LETTERS);
        demo.delete("/image/v2/images/" + cut);
        assertHealed();
    }

    @Test
    void aHostThatDoesNotAnswerIsNotTakenForSound() {
        String host = stack.hosts().getLast();
        leave(host);

        Told told = doctor.run("--json");

        assertThat(told.status()).as(told.text()).isEqualTo(2);
        assertThat(told.breaches()).isEmpty();
        assertThat(told.json().path("undecided").toString()).contains(host + " could not be asked");
    }

    private static void assertHealed() {
        Told told = doctor.run("--await=" + HEALED.toSeconds());
        assertThat(told.status()).as(told.text()).isZero();
        assertThat(told.text()).contains("The cloud is sound.");
    }

    private static void cutAByteOff(String image) throws IOException {
        try (var files = Files.walk(stack.imageStore());
                var channel = FileChannel.open(
                        files.filter(Files::isRegularFile)
                                .filter(path -> path.toString().contains(image))
                                .findFirst()
                                .orElseThrow(),
                        StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1);
        }
    }
}
