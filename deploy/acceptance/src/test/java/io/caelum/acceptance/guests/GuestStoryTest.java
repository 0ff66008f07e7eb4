package io.caelum.acceptance.guests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.Fixtures;
import io.caelum.acceptance.stack.OpenStack;
import io.caelum.acceptance.stack.Program;
import io.caelum.acceptance.stack.RunningStack;
import io.caelum.launcher.cloud.CloudUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a user does with real guests, from the first network to the last delete. */
@Tag("guests")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuestStoryTest {

    private static final String IMAGE = "tiny";
    private static final String FLAVOR = "m1.tiny";
    private static final String LARGER = "m1.small";
    /** Where on its disk a guest keeps nothing. */
    private static final int MARK_MIB = 900;
    /** Of a guest that goes to another host; a multiple of what is seen, since the machine may be busy. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** Emulated, two at once, on a busy machine. */
    private static final Duration BOOT_BOUND = Duration.ofSeconds(240);

    private final RunningStack stack = RunningStack.find();
    private final OpenStack demo = stack.client(CloudUser.DEMO);
    private final OpenStack admin = stack.client(CloudUser.ADMIN);
    private final Api api = stack.api(CloudUser.DEMO);
    private final Outside outside = new Outside(stack);
    private final String network = Fixtures.name("blue");
    private final String router = Fixtures.name("r");
    private final String keyPair = Fixtures.name("key");
    private final String group = Fixtures.name("open");
    private final String a = Fixtures.name("a");
    private final String b = Fixtures.name("b");
    private Path key = Path.of("");
    private String floating = "";
    private String addressOfB = "";

    @BeforeAll
    void aKeyIsMade(@TempDir Path files) {
        key = files.resolve("key");
        Program.run(
                        Duration.ofSeconds(20),
                        Map.of(),
                        List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()))
                .orThrow();
        demo.run("keypair", "create", "--public-key", key + ".pub", keyPair);
    }

    @Test
    @Order(1)
    void theOutsideAndTheManagementNetworkAreThereFromTheStart() {
        assertThat(names(demo.show("network", "list", "--external"))).containsExactly("public");
        assertThat(names(admin.show("network", "list"))).contains("public", "management");
        assertThat(names(demo.show("network", "list"))).doesNotContain("management");
    }

    @Test
    @Order(2)
    void aNetworkIsPutBehindARouter() {
        demo.run("network", "create", network);
        demo.run("subnet", "create", "--network", network, "--subnet-range", "10.0.0.0/24", network + "-v4");
        demo.run("router", "create", router);
        demo.run("router", "add", "subnet", router, network + "-v4");
        demo.run("router", "set", "--external-gateway", "public", router);

        assertThat(demo.show("router", "show", router).path("status").asText()).isEqualTo("ACTIVE");
        demo.run("security", "group", "create", group);
    }

    @Test
    @Order(3)
    void twoServersRunOnTwoHosts() {
        create(a);
        create(b);

        assertThat(hostOf(a)).isNotEqualTo(hostOf(b));
        addressOfB = api.server(idOf(b)).at("/addresses/" + network + "/0/addr").asText();
    }

    @Test
    @Order(4)
    void theirConsolesTellThatTheyAreUp() {
        awaitBoots(a, 1);
        awaitBoots(b, 1);
    }

    @Test
    @Order(5)
    void aFloatingAddressIsClosedUntilARuleOpensIt() {
        floating = demo.show("floating", "ip", "create", "public")
                .path("floating_ip_address")
                .asText();
        demo.run("server", "add", "floating", "ip", a, floating);
        assertThat(outside.answersPing(floating)).isFalse();

        demo.run("security", "group", "rule", "create", "--protocol", "icmp", group);
        demo.run("security", "group", "rule", "create", "--protocol", "tcp", "--dst-port", "22", group);
        demo.run("security", "group", "rule", "create", "--protocol", "tcp", "--dst-port", "80", group);

        outside.awaitPing(floating);
        assertThat(outside.page(floating)).contains(a);
        assertThat(outside.ssh(key, floating, "hostname").strip()).isEqualTo(a);
    }

    @Test
    @Order(6)
    void aGuestReachesItsNeighbourItsMetadataAndTheOutside() {
        assertThat(outside.ssh(key, floating, "ping -c 2 -W 5 " + addressOfB)).contains("0% packet loss");
        assertThat(outside.ssh(key, floating, "wget -q -O - http://169.254.169.254/latest/meta-data/hostname"))
                .contains(a);
        assertThat(outside.ssh(key, floating, "ping -c 2 -W 5 203.0.113.1")).contains("0% packet loss");
    }

    @Test
    @Order(10)
    void aPausedServerAnswersNobodyUntilItGoesOn() {
        demo.run("server", "pause", a);
        awaitStatus(a, "PAUSED");
        assertThat(outside.answersPing(floating)).isFalse();

        demo.run("server", "unpause", a);
        awaitStatus(a, "ACTIVE");
        outside.awaitPing(floating);
    }

    @Test
    @Order(11)
    void aSuspendedServerGoesOnWhereItWas() {
        outside.ssh(key, floating, "echo remembered > /run/note");
        demo.run("server", "suspend", a);
        awaitStatus(a, "SUSPENDED");

        demo.run("server", "resume", a);
        awaitStatus(a, "ACTIVE");
        outside.awaitPing(floating);
        assertThat(outside.ssh(key, floating, "cat /run/note")).contains("remembered");
    }

    @Test
    @Order(12)
    void aStoppedServerBootsAgainWhenItIsStarted() {
        int boots = bootsOf(a);
        demo.run("server", "stop", a);
        awaitStatus(a, "SHUTOFF");

        demo.run("server", "start", a);
        awaitStatus(a, "ACTIVE");
        awaitBoots(a, boots + 1);
        outside.awaitPing(floating);
    }

    @Test
    @Order(13)
    void aRebootedServerBootsAgain() {
        int boots = bootsOf(a);
        demo.run("server", "reboot", "--hard", "--wait", a);
        awaitBoots(a, boots + 1);
    }

    @Test
    @Order(14)
    void anImageOfAServerCanBeBooted() {
        String image = Fixtures.name("copy");
        demo.run("server", "image", "create", "--name", image, "--wait", b);
        assertThat(demo.show("image", "show", image).path("status").asText()).isEqualTo("active");

        String copy = Fixtures.name("c");
        demo.run("server", "create", "--image", image, "--flavor", FLAVOR, "--network", network, "--wait", copy);
        awaitBoots(copy, 1);
        demo.run("server", "delete", "--wait", copy);
        demo.run("image", "delete", image);
    }

    @Test
    @Order(20)
    void aResizedServerBootsOnTheOtherHostWithItsDiskAndItsAddress() {
        String before = hostOf(a);
        outside.ssh(
                key, floating, "echo carried-over | dd of=/dev/vda bs=1M seek=" + MARK_MIB + " conv=notrunc && sync");
        demo.run("server", "resize", "--flavor", LARGER, "--wait", a);
        assertThat(demo.show("server", "show", a).path("status").asText()).isEqualTo("VERIFY_RESIZE");
        assertThat(hostOf(a)).isNotEqualTo(before);
        awaitBoots(a, 1);
        outside.awaitPing(floating);
        assertThat(outside.ssh(key, floating, "dd if=/dev/vda bs=1M count=1 skip=" + MARK_MIB))
                .contains("carried-over");
        assertThat(outside.ssh(key, floating, "cat /sys/block/vda/size").strip())
                .isEqualTo("41943040");
        demo.run("server", "resize", "confirm", a);
        awaitStatus(a, "ACTIVE");
        assertThat(stack.guestProcesses(idOf(a))).hasSize(1);
    }

    @Test
    @Order(21)
    void aResizeThatIsRevertedLeavesTheServerAsItWas() {
        String before = hostOf(b);
        int boots = bootsOf(b);
        demo.run("server", "resize", "--flavor", LARGER, "--wait", b);
        assertThat(hostOf(b)).isNotEqualTo(before);
        demo.run("server", "resize", "revert", b);
        awaitStatus(b, "ACTIVE");
        assertThat(hostOf(b)).isEqualTo(before);
        awaitBoots(b, boots + 1);
        assertThat(stack.guestProcesses(idOf(b))).hasSize(1);
        assertThat(outside.ssh(key, floating, "ping -c 2 -W 5 " + addressOfB)).contains("0% packet loss");
    }

    @Test
    @Order(22)
    void aMigratedServerBootsOnTheOtherHost() {
        String before = hostOf(a);
        admin.run("server", "migrate", "--wait", idOf(a));
        demo.run("server", "resize", "confirm", a);
        awaitStatus(a, "ACTIVE");
        assertThat(hostOf(a)).isNotEqualTo(before);
        awaitBoots(a, 1);
        outside.awaitPing(floating);
    }

    @Test
    @Order(23)
    void aServerGoesToTheOtherHostWhileItRunsAndIsHardlyMissed() {
        String before = hostOf(a);
        outside.ssh(key, floating, "echo remembered > /run/note");
        try (var pinging = Pinging.begin(stack.outside().inside(List.of()), floating)) {
            await().atMost(BOOT_BOUND).until(() -> pinging.count() > 10);
            admin.run("server", "migrate", "--live-migration", "--wait", idOf(a));
            int soFar = pinging.count();
            await().atMost(BOOT_BOUND).until(() -> pinging.count() > soFar + 25);
            System.out.printf(
                    "A live migration lost %d of %d pings; the longest silence was %d ms%n",
                    pinging.lost(),
                    pinging.lost() + pinging.count(),
                    pinging.longestSilence().toMillis());
            assertThat(pinging.longestSilence()).isLessThan(SILENCE);
        }
        assertThat(hostOf(a)).isNotEqualTo(before);
        assertThat(outside.ssh(key, floating, "cat /run/note")).contains("remembered");
        assertThat(stack.guestProcesses(idOf(a))).hasSize(1);
    }

    @Test
    @Order(40)
    void aDeletedServerLeavesNothing() {
        String idOfA = idOf(a);
        demo.run("server", "delete", "--wait", a, b);

        assertThat(demo.show("port", "list", "--network", network, "--device-owner", "compute:nova"))
                .isEmpty();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(stack.guestProcesses(idOfA)).isEmpty());
        demo.run("floating", "ip", "delete", floating);
        demo.run("router", "unset", "--external-gateway", router);
        demo.run("router", "remove", "subnet", router, network + "-v4");
        demo.run("router", "delete", router);
        demo.run("network", "delete", network);
        demo.run("security", "group", "delete", group);
        demo.run("keypair", "delete", keyPair);
    }

    private void create(String name) {
        demo.run(
                "server",
                "create",
                "--image",
                IMAGE,
                "--flavor",
                FLAVOR,
                "--network",
                network,
                "--key-name",
                keyPair,
                "--security-group",
                group,
                "--wait",
                name);
    }

    private String hostOf(String server) {
        return admin.show("server", "show", idOf(server))
                .path("OS-EXT-SRV-ATTR:host")
                .asText();
    }

    private String idOf(String server) {
        return demo.show("server", "show", server).path("id").asText();
    }

    private void awaitStatus(String server, String status) {
        api.awaitStatus(idOf(server), status);
    }

    private int bootsOf(String server) {
        return demo.run("console", "log", "show", server).split("BOOT-OK", -1).length - 1;
    }

    /** A guest says so on its console when it has its address, its metadata, and its servers run. */
    private void awaitBoots(String server, int boots) {
        await("boots of " + server)
                .atMost(BOOT_BOUND)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> bootsOf(server) >= boots);
    }

    private static List<String> names(JsonNode rows) {
        return rows.findValuesAsText("Name");
    }
}
