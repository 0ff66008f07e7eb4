package io.caelum.networkagent.mechanism.ovs;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.host.DeviceNames;
import io.caelum.networkagent.mechanism.Surroundings;
import io.caelum.networkagent.mechanism.WiringFailed;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.platform.contract.network.SecurityGroupState;
import io.caelum.platform.contract.network.TunnelPeer;
import io.caelum.testkit.RealHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Two hosts with a cable for tunnels and one for the physical network, and all that was made on them. */
final class TwoHosts implements AutoCloseable {

    final TestHost one;
    final TestHost two;
    private final Deque<AutoCloseable> made = new ArrayDeque<>();
    private final List<SecurityGroupState> groups = new ArrayList<>();

    TwoHosts(Path folder) throws CommandFailed, IOException, WiringFailed {
        RealHost.demand("ip", "ovs-vswitchd", "nft", "ping", "python3", "/dev/net/tun");
        String prefix = "cov" + ProcessHandle.current().pid() + "-";
        one = keep(new TestHost(prefix + 1, folder.resolve("1"), "10.9.0.1"));
        two = keep(new TestHost(prefix + 2, folder.resolve("2"), "10.9.0.2"));
        try {
            for (String nic : List.of("u0", "p0")) {
                one.commands.run(
                        List.of("ip", "link", "add", nic, "type", "veth", "peer", "name", nic, "netns", two.name),
                        TestHost.LIMIT);
            }
            for (TestHost host : List.of(one, two)) {
                host.startSwitch();
                host.startAgent(surroundings());
            }
        } catch (CommandFailed | WiringFailed | RuntimeException e) {
            close();
            throw e;
        }
    }

    Surroundings surroundings() {
        return Surroundings.NONE
                .withGroups(groups)
                .withPeers(List.of(new TunnelPeer("one", "10.9.0.1"), new TunnelPeer("two", "10.9.0.2")));
    }

    /** As network control tells all hosts. */
    void group(SecurityGroupState group) throws WiringFailed {
        groups.removeIf(known -> known.groupId().equals(group.groupId()));
        groups.add(group);
        one.mechanism.surround(surroundings());
        two.mechanism.surround(surroundings());
    }

    TestGuest guest(TestHost host, PortWiring wiring) throws CommandFailed, WiringFailed {
        TestGuest guest = unwiredGuest(host, wiring);
        host.mechanism.wire(wiring);
        return guest;
    }

    TestGuest unwiredGuest(TestHost host, PortWiring wiring) throws CommandFailed {
        return keep(host.guest(wiring, wiring.mtu()));
    }

    TestGuest service(TestHost host, PortWiring wiring) throws CommandFailed, WiringFailed {
        host.mechanism.wire(wiring);
        return keep(host.service(wiring));
    }

    static String tap(PortWiring wiring) {
        return DeviceNames.tap(wiring.portId());
    }

    private <T extends AutoCloseable> T keep(T thing) {
        made.push(thing);
        return thing;
    }

    /** Guests and wirings only: hosts stay for the next test. */
    void clear() throws WiringFailed {
        while (made.peek() instanceof TestGuest guest) {
            guest.close();
            made.pop();
        }
        groups.clear();
        for (TestHost host : List.of(one, two)) {
            for (PortWiring wiring : host.mechanism.wirings()) {
                host.mechanism.unwire(wiring.portId());
            }
            host.mechanism.surround(surroundings());
        }
    }

    @Override
    public void close() {
        while (!made.isEmpty()) {
            try {
                made.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
