package io.caelum.networkagent.mechanism.ovs;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.networkagent.mechanism.ovs.Ports.Network;
import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.HopFinding.State;
import io.caelum.platform.contract.network.PortWiring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real switches: what somebody took away is seen where it was, and nothing is repaired by looking. */
@Tag("long")
class OvsProbeTest {

    private static final int ICMP = 1;

    @TempDir
    static Path folder;

    private static TwoHosts hosts;

    private final UUID open = UUID.randomUUID();
    private final Network network = Network.of("vxlan", 5300);
    private PortWiring port;

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
        hosts.guest(hosts.one, port);
        hosts.guest(hosts.one, network.guest("10.1.0.2", open));
    }

    @AfterEach
    void clear() throws Exception {
        hosts.one.mechanism.repair();
        hosts.clear();
    }

    @Test
    void ofAHealthyPortEveryHopIsFine() {
        assertThat(look(port)).allMatch(finding -> finding.state() == State.OK, "fine");
        assertThat(look(port)).extracting(HopFinding::hop).containsExactly("guest", "tap", "security-group", "uplink");
    }

    @Test
    void aTapThatNobodyHasOpenedIsAGuestThatDoesNotRun() throws Exception {
        PortWiring stopped = network.guest("10.1.0.3", open);
        hosts.one.mechanism.wire(stopped);
        assertThat(broken(stopped)).singleElement().satisfies(finding -> {
            assertThat(finding.hop()).isEqualTo("guest");
            assertThat(finding.remedy())
                    .hasValueSatisfying(what -> assertThat(what).contains("server start device"));
        });
    }

    @Test
    void aTapThatIsGoneIsSeenAndNotMadeAnew() throws Exception {
        PortWiring stopped = network.guest("10.1.0.3", open);
        hosts.one.mechanism.wire(stopped);
        hosts.one.commands.run(List.of("ip", "link", "delete", "dev", TwoHosts.tap(stopped)), TestHost.LIMIT);

        assertThat(broken(stopped)).extracting(HopFinding::hop).containsExactly("tap");
        assertThat(hosts.one.hasDevice(stopped.portId())).isFalse();
    }

    @Test
    void aPortThatWasRemovedFromTheSwitchIsTheTap() throws Exception {
        hosts.one.vsctl("del-port", "br-int", TwoHosts.tap(port));
        assertThat(broken(port)).singleElement().satisfies(finding -> {
            assertThat(finding.hop()).isEqualTo("tap");
            assertThat(finding.detail()).contains("is no port of br-int");
        });
    }

    @Test
    void onlyFlowsThatMatterToThePortCount() throws Exception {
        PortWiring other = network.guest("10.1.0.4", open);
        hosts.guest(hosts.one, other);
        String number = hosts.one
                .vsctl("get", "interface", TwoHosts.tap(other), "ofport")
                .strip();
        hosts.one.ofctl("del-flows", "br-int", "table=60,in_port=" + number);
        hosts.one.ofctl("del-flows", "br-int", "table=82,reg5=" + number);

        assertThat(broken(port)).isEmpty();
        assertThat(broken(other)).extracting(HopFinding::hop).containsExactly("tap", "security-group");
    }

    @Test
    void flowsOfTheNetworkAndOfStrangersCountForAll() throws Exception {
        hosts.one.ofctl("del-flows", "br-int", "table=94");
        assertThat(broken(port)).extracting(HopFinding::hop).containsExactly("tap");
        hosts.one.mechanism.repair();

        hosts.one.ofctl("add-flow", "br-int", "table=0,priority=999,actions=drop");
        assertThat(broken(port))
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail()).contains("not ours"));
        assertThat(hosts.one.ofctl("dump-flows", "br-int", "--no-stats", "table=0"))
                .contains("priority=999");
    }

    @Test
    void aGroupThatTheHostDoesNotKnowIsTheSecurityGroup() throws Exception {
        UUID unknown = UUID.randomUUID();
        PortWiring closed = network.guest("10.1.0.5", unknown);
        hosts.guest(hosts.one, closed);
        assertThat(broken(closed))
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail()).contains(unknown.toString()));
    }

    @Test
    void theCardBetweenTheHostsIsTheUplink() throws Exception {
        hosts.one.commands.run(List.of("ip", "link", "set", "u0", "down"), TestHost.LIMIT);
        try {
            assertThat(broken(port)).extracting(HopFinding::hop).containsExactly("uplink");
        } finally {
            hosts.one.commands.run(List.of("ip", "link", "set", "u0", "up"), TestHost.LIMIT);
        }
        PortWiring elsewhere = Ports.on(Network.of("vlan", 77).guest("10.1.0.6", open), "physnet9");
        assertThat(broken(elsewhere))
                .anySatisfy(
                        finding -> assertThat(finding.detail()).contains("no bridge to the physical network physnet9"));
    }

    @Test
    void aRoutersPortHasNeitherGuestNorFilters() throws Exception {
        PortWiring router = network.router("10.1.0.254");
        hosts.service(hosts.one, router);
        assertThat(look(router)).extracting(HopFinding::hop).containsExactly("tap", "uplink");
        assertThat(broken(router)).isEmpty();
    }

    @Test
    void aSwitchThatCannotBeAskedIsSaid() throws Exception {
        Path away = folder.resolve("away");
        Files.move(folder.resolve("1/db.sock"), away);
        try {
            assertThat(broken(port))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.detail()).contains("cannot be asked"));
        } finally {
            Files.move(away, folder.resolve("1/db.sock"));
        }
    }

    private static List<HopFinding> look(PortWiring wiring) {
        return hosts.one.mechanism.probe(wiring);
    }

    private static List<HopFinding> broken(PortWiring wiring) {
        return look(wiring).stream()
                .filter(finding -> finding.state() == State.BROKEN)
                .toList();
    }
}
