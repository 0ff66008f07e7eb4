package io.caelum.networkagent.mechanism.ovs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.caelum.networkagent.host.DeviceNames;
import io.caelum.networkagent.mechanism.ovs.Ports.Network;
import io.caelum.platform.contract.network.PortWiring;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real switches: what outlives the agent, and what it makes good. */
@Tag("long")
class OvsRepairTest {

    private static final int ICMP = 1;

    @TempDir
    static Path folder;

    private static TwoHosts hosts;

    private final UUID open = UUID.randomUUID();
    private final Network network = Network.of("vxlan", 5200);
    private PortWiring port;
    private TestGuest here;

    @BeforeAll
    static void start() throws Exception {
        hosts = new TwoHosts(folder);
    }

    @AfterAll
    static void stop() {
        if (hosts != null) {
            hosts.close();
        }
    }

    @BeforeEach
    void connect() throws Exception {
        hosts.group(Ports.group(open, Ports.rule("ingress", "IPv4", ICMP), Ports.rule("egress", "IPv4", null)));
        port = network.guest("10.1.0.1", open);
        here = hosts.guest(hosts.one, port);
        hosts.guest(hosts.two, network.guest("10.1.0.2", open));
        assertThat(here.reaches("10.1.0.2")).isTrue();
    }

    @AfterEach
    void clear() throws Exception {
        hosts.clear();
    }

    @Test
    void anAgentThatStartsLeavesHealthyFlowsAlone() throws Exception {
        Set<String> before = cookies("br-int");
        Set<String> tunnelsBefore = cookies("br-tun");
        Process pings = here.commands.start(
                List.of("ping", "-q", "-i", "0.1", "-c", "40", "-W", "1", "10.1.0.2"), builder -> {});

        hosts.one.startAgent(hosts.surroundings());

        assertThat(hosts.one.mechanism.wirings()).containsExactly(port);
        assertThat(new String(pings.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .containsPattern("(39|40) received");
        assertThat(cookies("br-int")).isEqualTo(before);
        assertThat(cookies("br-tun")).isEqualTo(tunnelsBefore);
        assertThat(packetsOf("br-int")).isGreaterThan(40);
        assertThat(here.reaches("10.1.0.2")).isTrue();
    }

    @Test
    void flowsThatOthersRemoveAddOrChangeArePutRight() throws Exception {
        hosts.one.mechanism.repair();
        String right = hosts.one.ofctl("dump-flows", "br-int", "--no-stats");
        hosts.one.ofctl("add-flow", "br-int", "table=0,priority=999,actions=NORMAL");
        hosts.one.ofctl("del-flows", "br-int", "table=94");
        hosts.one.ofctl("mod-flows", "br-int", "table=71,actions=resubmit(,94)");

        hosts.one.mechanism.repair();

        assertThat(sorted(hosts.one.ofctl("dump-flows", "br-int", "--no-stats")))
                .isEqualTo(sorted(right));
        assertThat(here.reaches("10.1.0.2")).isTrue();
    }

    @Test
    void aBridgeThatWasRemovedIsMadeAnew() throws Exception {
        for (String bridge : List.of("br-int", "br-tun", "br-phy", "br-prov")) {
            hosts.one.vsctl("del-br", bridge);
        }
        assertThat(here.doesNotReach("10.1.0.2")).isTrue();

        hosts.one.mechanism.repair();

        assertThat(here.reaches("10.1.0.2")).isTrue();
    }

    @Test
    void aPortThatWasRemovedFromTheSwitchComesBack() throws Exception {
        hosts.one.vsctl("del-port", "br-int", TwoHosts.tap(port));
        hosts.one.vsctl("del-port", "br-tun", "vxlan-0a090002");

        hosts.one.mechanism.repair();

        assertThat(here.reaches("10.1.0.2")).isTrue();
    }

    @Test
    void aTapThatWasRemovedIsMadeAnew() throws Exception {
        PortWiring other = network.guest("10.1.0.3", open);
        hosts.one.mechanism.wire(other);
        hosts.one.commands.run(List.of("ip", "link", "delete", "dev", TwoHosts.tap(other)), TestHost.LIMIT);

        hosts.one.mechanism.repair();

        assertThat(hosts.one.hasDevice(other.portId())).isTrue();
        assertThat(hosts.one
                        .vsctl("get", "interface", TwoHosts.tap(other), "ofport")
                        .strip())
                .matches("[1-9][0-9]*");
        assertThat(hosts.one.commands.run(List.of("nft", "list", "ruleset", "netdev"), TestHost.LIMIT))
                .contains(TwoHosts.tap(other));
    }

    @Test
    void aRoutersPortThatWentWithItsNamespaceIsMadeAnew() throws Exception {
        PortWiring router = network.router("10.1.0.254");
        hosts.service(hosts.one, router).close();
        String device = DeviceNames.of(router.deviceOwner(), router.portId());

        await().atMost(TestHost.LIMIT).untilAsserted(() -> {
            hosts.one.mechanism.repair();
            assertThat(hosts.one.commands.run(List.of("ip", "-o", "link", "show"), TestHost.LIMIT))
                    .contains(device);
        });
        assertThat(hosts.one.vsctl("get", "interface", device, "mac")).contains(router.macAddress());
    }

    @Test
    void aSwitchThatStartsAnewGetsEverythingAgain() throws Exception {
        hosts.one.restartSwitch();

        hosts.one.mechanism.repair();

        assertThat(here.reaches("10.1.0.2")).isTrue();
    }

    @Test
    void withoutASwitchAWiringFailsAndSaysWhy() throws Exception {
        PortWiring other = network.guest("10.1.0.3", open);
        Path away = folder.resolve("away");
        Files.move(folder.resolve("1/db.sock"), away);
        try {
            assertThatThrownBy(() -> hosts.one.mechanism.wire(other))
                    .hasMessageContaining("database cannot be reached");
            assertThat(hosts.one.mechanism.wiring(other.portId())).isEmpty();
        } finally {
            Files.move(away, folder.resolve("1/db.sock"));
        }
        hosts.one.mechanism.wire(other);
        assertThat(hosts.one.mechanism.wiring(other.portId())).contains(other);
    }

    @Test
    void whatAnInterruptedWiringLeftIsRemoved() throws Exception {
        PortWiring other = network.guest("10.1.0.3", open);
        hosts.one.mechanism.wire(other);
        Files.delete(folder.resolve("1/wirings/" + other.portId() + ".json"));
        hosts.one.startAgent(hosts.surroundings());
        assertThat(hosts.one.hasDevice(other.portId())).isTrue();

        hosts.one.mechanism.keepOnly(Set.of(port.portId()));

        assertThat(hosts.one.hasDevice(other.portId())).isFalse();
        assertThat(here.reaches("10.1.0.2")).isTrue();
    }

    private static Set<String> cookies(String bridge) throws Exception {
        return hosts.one
                .ofctl("dump-flows", bridge, "--no-stats")
                .lines()
                .map(line -> line.strip().split(",")[0])
                .filter(cookie -> !cookie.equals("cookie=0x1"))
                .collect(Collectors.toSet());
    }

    private static long packetsOf(String bridge) throws Exception {
        return hosts.one
                .ofctl("dump-flows", bridge, "table=71")
                .lines()
                .flatMap(line ->
                        Pattern.compile("n_packets=(\\d+)").matcher(line).results())
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    private static List<String> sorted(String flows) {
        return flows.lines().sorted().toList();
    }
}
