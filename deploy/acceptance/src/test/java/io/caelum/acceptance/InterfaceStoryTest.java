package io.caelum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.Fixtures;
import io.caelum.acceptance.stack.OpenStack;
import io.caelum.acceptance.stack.RunningStack;
import io.caelum.launcher.cloud.CloudUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a user does, with the unmodified client, to the ports, groups and floating addresses of a server that runs. */
@Tag("stack")
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InterfaceStoryTest {

    private static final Duration SECONDS = Duration.ofSeconds(15);

    private final RunningStack stack = RunningStack.find();
    private final OpenStack demo = stack.client(CloudUser.DEMO);
    private final OpenStack admin = stack.client(CloudUser.ADMIN);
    private final Api api = stack.api(CloudUser.DEMO);
    private final String image = Fixtures.name("tiny");
    private final String blue = Fixtures.name("blue");
    private final String green = Fixtures.name("green");
    private final String outside = Fixtures.name("outside");
    private final String router = Fixtures.name("r");
    private final String group = Fixtures.name("web");
    private final String port = Fixtures.name("p");
    private final String server = Fixtures.name("s");
    private String serverId = "";
    private String floating = "";

    @TempDir
    Path files;

    @Test
    @Order(1)
    void aServerRunsOnOneNetwork() throws Exception {
        network(blue, "10.0.0.0/24");
        network(green, "10.1.0.0/24");
        Path file = Files.write(files.resolve("some.qcow2"), Fixtures.qcow2());
        demo.run("image", "create", "--file", file.toString(), "--disk-format", "qcow2", image);

        serverId = demo.show(
                        "server",
                        "create",
                        "--image",
                        image,
                        "--flavor",
                        "m1.tiny",
                        "--network",
                        blue,
                        "--wait",
                        server)
                .path("id")
                .asText();

        assertThat(addresses(blue)).hasSize(1);
        assertThat(addresses(green)).isEmpty();
    }

    private void network(String name, String range) {
        demo.run("network", "create", name);
        demo.run("subnet", "create", "--network", name, "--subnet-range", range, name + "-v4");
    }

    /** As {@code server show} tells them. */
    private List<String> addresses(String network) {
        var found = new ArrayList<String>();
        demo.show("server", "show", server).path("addresses").path(network).forEach(one -> found.add(one.asText()));
        return found;
    }

    @Test
    @Order(2)
    void aSecondNetworkIsAddedWhileItRuns() {
        demo.run("server", "add", "network", server, green);

        assertThat(addresses(green)).singleElement().asString().startsWith("10.1.0.");
        assertThat(addresses(blue)).hasSize(1);
        assertThat(demo.show("port", "list", "--server", server)).hasSize(2);
    }

    @Test
    @Order(3)
    void aPortOfTheUsersIsAddedAndRemovedAndStaysTheUsers() {
        demo.run("port", "create", "--network", green, "--fixed-ip", "ip-address=10.1.0.77", port);

        demo.run("server", "add", "port", server, port);
        assertThat(addresses(green)).contains("10.1.0.77");
        assertThat(demo.show("port", "show", port).path("device_id").asText()).isEqualTo(serverId);

        demo.run("server", "remove", "port", server, port);
        await().atMost(SECONDS).until(() -> !addresses(green).contains("10.1.0.77"));
        assertThat(demo.show("port", "show", port).path("device_id").asText()).isEmpty();
        demo.run("port", "delete", port);
    }

    @Test
    @Order(4)
    void aFixedAddressIsAddedAsAPortOfItsOwnAndByOlderClientsToTheSamePort() {
        demo.run("server", "add", "fixed", "ip", "--fixed-ip-address", "10.1.0.99", server, green);
        assertThat(addresses(green)).hasSize(2).contains("10.1.0.99");
        assertThat(demo.show("port", "list", "--server", server)).hasSize(3);

        demo.with("OS_COMPUTE_API_VERSION", "2.43").run("server", "add", "fixed", "ip", server, green);
        assertThat(addresses(green)).hasSize(3);
        assertThat(demo.show("port", "list", "--server", server)).hasSize(3);
    }

    @Test
    @Order(5)
    void theNetworkIsRemovedWithAllItsPorts() {
        demo.run("server", "remove", "network", server, green);

        await().atMost(SECONDS).until(() -> addresses(green).isEmpty());
        assertThat(demo.show("port", "list", "--server", server)).hasSize(1);
        assertThat(demo.show("port", "list", "--network", green, "--device-owner", "compute:nova"))
                .isEmpty();
    }

    @Test
    @Order(6)
    void aSecurityGroupIsAddedAndRemoved() {
        demo.run("security", "group", "create", group);

        demo.run("server", "add", "security", "group", server, group);
        assertThat(groups()).contains(group).contains("default");

        demo.run("server", "remove", "security", "group", server, group);
        assertThat(groups()).doesNotContain(group).contains("default");
    }

    private String groups() {
        return demo.show("server", "show", server).path("security_groups").toString();
    }

    @Test
    @Order(7)
    void aFloatingAddressIsShownWithTheServerWithinSeconds() {
        admin.run("network", "create", "--external", outside);
        admin.run(
                "subnet",
                "create",
                "--network",
                outside,
                "--subnet-range",
                "203.0.113.0/24",
                "--no-dhcp",
                outside + "-v4");
        demo.run("router", "create", router);
        demo.run("router", "add", "subnet", router, blue + "-v4");
        demo.run("router", "set", "--external-gateway", outside, router);
        floating = demo.show("floating", "ip", "create", outside)
                .path("floating_ip_address")
                .asText();
        String fixed = addresses(blue).getFirst();

        demo.run("server", "add", "floating", "ip", server, floating);

        await().atMost(SECONDS).untilAsserted(() -> assertThat(addresses(blue)).containsExactly(fixed, floating));
        assertThat(demo.run("server", "list", "-f", "value", "-c", "Networks", "--name", server))
                .contains(fixed, floating);
        assertThat(api.server(serverId)
                        .at("/addresses/" + blue + "/1/OS-EXT-IPS:type")
                        .asText())
                .isEqualTo("floating");

        demo.run("server", "remove", "floating", "ip", server, floating);
        await().atMost(SECONDS).untilAsserted(() -> assertThat(addresses(blue)).containsExactly(fixed));
    }

    @Test
    @Order(8)
    void allOfItIsInTheServersHistory() {
        List<String> actions = demo.show("server", "event", "list", server).findValuesAsText("Action");

        assertThat(actions).contains("create", "attach_interface", "detach_interface");
    }

    @Test
    @Order(40)
    void nothingIsLeftWhenTheServerIsDeleted() {
        demo.run("server", "delete", "--wait", server);

        assertThat(demo.show("port", "list", "--device-owner", "compute:nova")).isEmpty();
        demo.run("floating", "ip", "delete", floating);
        demo.run("router", "unset", "--external-gateway", router);
        demo.run("router", "remove", "subnet", router, blue + "-v4");
        demo.run("router", "delete", router);
        admin.run("network", "delete", outside);
        demo.run("network", "delete", blue, green);
        demo.run("security", "group", "delete", group);
        demo.run("image", "delete", image);
    }
}
