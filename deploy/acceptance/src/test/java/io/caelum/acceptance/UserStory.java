package io.caelum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.acceptance.stack.Cloud;
import io.caelum.acceptance.stack.Fixtures;
import io.caelum.acceptance.stack.OpenStack;
import io.caelum.launcher.cloud.CloudUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a user does, with the unmodified client, from the first token to the last delete. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class UserStory {

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL0SBDcI4bhLCnI/nDlZ9vAgqfQlaKk5uH9J5a9r3L9H me";

    private final Cloud stack;
    private final OpenStack demo;
    private final OpenStack admin;
    private final String image = Fixtures.name("tiny");
    private final String network = Fixtures.name("net");
    private final String keyPair = Fixtures.name("key");
    private final String server = Fixtures.name("s1");
    private String serverId = "";

    @TempDir
    Path files;

    protected UserStory(Cloud stack) {
        this.stack = stack;
        this.demo = stack.client(CloudUser.DEMO);
        this.admin = stack.client(CloudUser.ADMIN);
    }

    @Test
    @Order(1)
    void tokensAreIssued() {
        JsonNode token = demo.show("token", "issue");

        assertThat(token.path("id").asText()).isNotEmpty();
        assertThat(token.path("project_id").asText()).hasSize(32);
    }

    @Test
    @Order(2)
    void theCatalogNamesAllServicesBehindTheGateway() {
        String catalog = demo.run("catalog", "list", "-f", "json");

        assertThat(catalog)
                .contains("identity", "image", "compute", "network")
                .contains(stack.gateway() + "/identity")
                .contains(stack.gateway() + "/compute/v2.1");
    }

    @Test
    @Order(3)
    void administratorsSeeProjectsAndUsers() {
        assertThat(names(admin.show("project", "list"))).contains("admin", "demo");
        assertThat(names(admin.show("user", "list"))).contains("admin", "demo");
    }

    @Test
    @Order(10)
    void anImageIsUploaded() throws Exception {
        Path file = Files.write(files.resolve("some.qcow2"), Fixtures.qcow2());

        demo.run("image", "create", "--file", file.toString(), "--disk-format", "qcow2", image);

        JsonNode shown = demo.show("image", "show", image);
        assertThat(shown.path("status").asText()).isEqualTo("active");
        assertThat(shown.path("size").asLong()).isEqualTo(Files.size(file));
    }

    @Test
    @Order(11)
    void theImageIsListedSavedAndChanged() throws Exception {
        Path saved = files.resolve("saved.qcow2");

        assertThat(names(demo.show("image", "list"))).contains(image);
        demo.run("image", "save", "--file", saved.toString(), image);
        demo.run("image", "set", "--property", "os_distro=none", "--min-ram", "16", image);

        assertThat(saved).hasBinaryContent(Fixtures.qcow2());
        assertThat(demo.show("image", "show", image).path("min_ram").asInt()).isEqualTo(16);
    }

    @Test
    @Order(20)
    void aNetworkWithASubnetIsMade() {
        demo.run("network", "create", network);
        demo.run("subnet", "create", "--network", network, "--subnet-range", "10.0.0.0/24", network + "-sub");

        JsonNode shown = demo.show("network", "show", network);
        assertThat(shown.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(shown.path("subnets")).hasSize(1);
    }

    @Test
    @Order(21)
    void flavorsAreThereAndAKeyPairIsTaken() throws Exception {
        Path key = Files.writeString(files.resolve("f.pub"), KEY + "\n");

        demo.run("keypair", "create", "--public-key", key.toString(), keyPair);

        assertThat(names(demo.show("flavor", "list"))).contains("m1.tiny");
        assertThat(names(demo.show("keypair", "list"))).contains(keyPair);
    }

    @Test
    @Order(30)
    void aServerBecomesActiveWithAnAddress() {
        JsonNode created = demo.show(
                "server",
                "create",
                "--image",
                image,
                "--flavor",
                "m1.tiny",
                "--network",
                network,
                "--key-name",
                keyPair,
                "--wait",
                server);

        serverId = created.path("id").asText();
        assertThat(created.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(created.path("addresses").toString()).contains(network).contains("10.0.0.");
        assertThat(stack.hostOfGuest(serverId)).as("a guest on some host").isPresent();
    }

    @Test
    @Order(31)
    void theServerIsListedAndShown() {
        assertThat(names(demo.show("server", "list"))).contains(server);

        JsonNode shown = demo.show("server", "show", server);
        assertThat(shown.path("key_name").asText()).isEqualTo(keyPair);
        assertThat(shown.path("image").toString()).contains(image);
        assertThat(shown.path("flavor").toString()).contains("m1.tiny");
        assertThat(shown.path("OS-EXT-STS:power_state").asText()).isIn("Running", "1");
    }

    @Test
    @Order(32)
    void theServersHistoryIsTold() {
        JsonNode events = demo.show("server", "event", "list", server);

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.path("Action").asText()).isEqualTo("create");
            assertThat(event.path("Request ID").asText()).startsWith("req-");
        });
    }

    @Test
    @Order(35)
    void theServerGetsAnotherSizeOnAnotherHost() {
        assertThat(hostsThatAreUp()).as("hosts, one of which the server leaves").isGreaterThan(1);
        Optional<String> before = stack.hostOfGuest(serverId);
        demo.run("server", "resize", "--flavor", "m1.small", "--wait", server);
        assertThat(demo.show("server", "show", server).path("status").asText()).isEqualTo("VERIFY_RESIZE");
        demo.run("server", "resize", "confirm", server);
        stack.api(CloudUser.DEMO).awaitStatus(serverId, "ACTIVE");
        assertThat(stack.hostOfGuest(serverId)).isPresent().isNotEqualTo(before);
        assertThat(demo.show("server", "show", server).path("flavor").toString())
                .contains("m1.small");
    }

    @Test
    @Order(36)
    void anAdministratorMovesTheServerWhileItRuns() {
        assertThat(hostsThatAreUp()).as("hosts, one of which the server leaves").isGreaterThan(1);
        Optional<String> before = stack.hostOfGuest(serverId);
        admin.run("server", "migrate", "--live-migration", "--wait", serverId);
        assertThat(demo.show("server", "show", server).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(stack.hostOfGuest(serverId)).isPresent().isNotEqualTo(before);
    }

    private long hostsThatAreUp() {
        return admin.show("hypervisor", "list").findValuesAsText("State").stream()
                .filter("up"::equals)
                .count();
    }

    @Test
    @Order(40)
    void aDeletedServerGivesEverythingBack() {
        demo.run("server", "delete", "--wait", server);

        assertThat(names(demo.show("server", "list"))).doesNotContain(server);
        assertThat(demo.show("port", "list", "--network", network, "--device-owner", "compute:nova"))
                .isEmpty();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(stack.hostOfGuest(serverId))
                        .as("a guest on some host")
                        .isEmpty());
    }

    @Test
    @Order(41)
    void whatIsNotNeededAnyMoreIsDeleted() {
        demo.run("keypair", "delete", keyPair);
        demo.run("network", "delete", network);
        demo.run("image", "delete", image);

        assertThat(names(demo.show("image", "list"))).doesNotContain(image);
        assertThat(names(demo.show("network", "list"))).doesNotContain(network);
    }

    private static List<String> names(JsonNode rows) {
        var names = new ArrayList<String>();
        rows.forEach(row -> names.add(row.path("Name").asText()));
        return names;
    }
}
