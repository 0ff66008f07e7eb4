package io.caelum.networkagent.mechanism.ovs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.networkagent.mechanism.WiringFailed;
import io.caelum.networkagent.mechanism.ovs.Ports.Network;
import io.caelum.platform.contract.network.PortWiring;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two real switches: what reaches whom. */
@Tag("long")
class OvsNetworksTest {

    @TempDir
    static Path folder;

    private static TwoHosts hosts;

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

    @AfterEach
    void clear() throws Exception {
        hosts.clear();
    }

    @ParameterizedTest
    @CsvSource({"flat,0", "vlan,101", "vxlan,5001", "gre,6001"})
    void aNetworkReachesOverHostsWithPacketsAsLongAsItsMtu(String type, int number) throws Exception {
        Network network = Network.of(type, number);
        // so that the local numbers of the network differ between the hosts
        hosts.two.mechanism.wire(Network.of("local", 0).unfiltered("10.1.0.9"));
        TestGuest here = hosts.guest(hosts.one, network.unfiltered("10.1.0.1"));
        hosts.guest(hosts.two, network.unfiltered("10.1.0.2"));

        assertThat(here.reaches("10.1.0.2")).isTrue();
        assertThat(here.reachesWithWhole("10.1.0.2", network.mtu())).isTrue();
        here.run("ip", "link", "set", "eth0", "mtu", "1600");
        assertThat(here.reachesWithWhole("10.1.0.2", network.mtu() + 1)).isFalse();
    }

    @Test
    void aLocalNetworkReachesItsOwnHostOnly() throws Exception {
        Network network = Network.of("local", 0);
        TestGuest here = hosts.guest(hosts.one, network.unfiltered("10.1.0.1"));
        hosts.guest(hosts.one, network.unfiltered("10.1.0.2"));
        hosts.guest(hosts.two, network.unfiltered("10.1.0.3"));

        assertThat(here.reaches("10.1.0.2")).isTrue();
        assertThat(here.doesNotReach("10.1.0.3")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"vlan,vlan,102,103", "vxlan,gre,7001,7001", "vxlan,vxlan,7002,7003"})
    void equalAddressesOnTwoNetworksStayApart(String type, String otherType, int number, int otherNumber)
            throws Exception {
        Network network = Network.of(type, number);
        Network other = Network.of(otherType, otherNumber);
        TestGuest here = hosts.guest(hosts.one, network.unfiltered("10.1.0.1"));
        TestGuest peer = hosts.guest(hosts.two, network.unfiltered("10.1.0.2"));
        TestGuest twin = hosts.guest(hosts.one, other.unfiltered("10.1.0.1"));
        hosts.guest(hosts.two, other.unfiltered("10.1.0.2"));
        assertThat(here.reaches("10.1.0.2")).isTrue();
        assertThat(twin.reaches("10.1.0.2")).isTrue();

        peer.run("ip", "link", "set", "eth0", "down");

        assertThat(here.doesNotReach("10.1.0.2")).isTrue();
        assertThat(twin.reaches("10.1.0.2")).isTrue();
    }

    @Test
    void aPortThatIsDownConnectsNobody() throws Exception {
        Network network = Network.of("local", 0);
        TestGuest here = hosts.guest(hosts.one, network.unfiltered("10.1.0.1"));
        PortWiring port = network.unfiltered("10.1.0.2");
        hosts.guest(hosts.one, port);
        assertThat(here.reaches("10.1.0.2")).isTrue();

        hosts.one.mechanism.wire(Ports.down(port));

        assertThat(here.doesNotReach("10.1.0.2")).isTrue();
    }

    @Test
    void whoIsBehindAnUnfilteredPortIsFoundAndNobodyElseHearsIt() throws Exception {
        Network network = Network.of("vxlan", 5002);
        TestGuest here = hosts.guest(hosts.one, network.unfiltered("10.1.0.1"));
        TestGuest bridge = hosts.guest(hosts.two, network.unfiltered("10.1.0.2"));
        TestGuest third = hosts.guest(hosts.two, network.unfiltered("10.1.0.3"));
        bridge.run("ip", "link", "add", "inner", "link", "eth0", "type", "macvlan", "mode", "bridge");
        bridge.run("ip", "addr", "add", "10.1.0.9/24", "dev", "inner");
        bridge.run("ip", "link", "set", "inner", "address", "fa:16:3e:99:00:09", "up");
        bridge.run("ip", "addr", "del", "10.1.0.2/24", "dev", "eth0");
        assertThat(here.reaches("10.1.0.9")).isTrue();
        Path heard = third.listen(folder);

        here.run("ping", "-q", "-c", "5", "-i", "0.2", "10.1.0.9");

        assertThat(TestGuest.frames(heard)).noneMatch(frame -> frame.startsWith("fa163e990009"));
    }

    @Test
    void whatAHostDoesNotHaveIsSaid() {
        PortWiring port = Network.of("vlan", 5).unfiltered("10.1.0.1");
        PortWiring elsewhere = Ports.on(port, "physnet9");
        assertThatThrownBy(() -> hosts.one.mechanism.wire(elsewhere))
                .isInstanceOf(WiringFailed.class)
                .hasMessageContaining("no bridge to the physical network \"physnet9\"");
        assertThat(hosts.one.mechanism.wirings()).isEmpty();
    }

    @Test
    void anUnwiredPortLeavesNothing() throws Exception {
        String flows = hosts.one.ofctl("dump-flows", "br-int", "--no-stats");
        PortWiring port = Network.of("vxlan", 5003).guest("10.1.0.1");
        hosts.one.mechanism.wire(port);
        assertThat(hosts.one.hasDevice(port.portId())).isTrue();
        assertThat(hosts.one.mechanism.configurations()).containsEntry("devices", 1);

        hosts.one.mechanism.unwire(port.portId());
        hosts.one.mechanism.unwire(port.portId());

        assertThat(hosts.one.hasDevice(port.portId())).isFalse();
        assertThat(hosts.one.vsctl("list-ports", "br-int")).doesNotContain(TwoHosts.tap(port));
        assertThat(hosts.one.ofctl("dump-flows", "br-int", "--no-stats")).isEqualTo(flows);
    }

    @Test
    void aGuestDoesNotReachItsHost() throws Exception {
        TestGuest guest = hosts.guest(hosts.one, Network.of("local", 0).unfiltered("10.1.0.1"));
        guest.run("ip", "route", "add", hosts.one.tunnelIp + "/32", "dev", "eth0");
        hosts.one.commands.run(
                java.util.List.of("ip", "route", "replace", "10.1.0.0/24", "dev", "br-phy"), TestHost.LIMIT);

        assertThat(guest.doesNotReach(hosts.one.tunnelIp)).isTrue();
    }
}
