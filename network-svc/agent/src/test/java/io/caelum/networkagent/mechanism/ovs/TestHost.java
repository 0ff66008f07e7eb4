package io.caelum.networkagent.mechanism.ovs;

import static org.awaitility.Awaitility.await;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.host.DeviceNames;
import io.caelum.networkagent.host.HostCommands;
import io.caelum.networkagent.host.HostNamespace;
import io.caelum.networkagent.mechanism.Surroundings;
import io.caelum.networkagent.mechanism.WiringFailed;
import io.caelum.platform.contract.network.PortWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A host: a network namespace with an Open vSwitch of its own, and guests in further namespaces. */
final class TestHost implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final HostCommands ROOT = new HostCommands(HostNamespace.own());

    final String name;
    final HostCommands commands;
    final String tunnelIp;
    private final HostNamespace namespace;
    private final Path folder;
    OvsMechanism mechanism;

    TestHost(String name, Path folder, String tunnelIp) throws CommandFailed, IOException {
        this.name = name;
        this.folder = Files.createDirectories(folder);
        this.tunnelIp = tunnelIp;
        namespace = new HostNamespace(Optional.of(name));
        commands = new HostCommands(namespace);
        ROOT.run(List.of("ip", "netns", "add", name), LIMIT);
        commands.run(List.of("ip", "link", "set", "lo", "up"), LIMIT);
    }

    void startSwitch() throws CommandFailed {
        ROOT.run(List.of("ovsdb-tool", "create", file("conf.db"), "/usr/share/openvswitch/vswitch.ovsschema"), LIMIT);
        daemon("ovsdb-server", file("conf.db"), "--remote=punix:" + file("db.sock"));
        vsctl("--no-wait", "init");
        daemon("ovs-vswitchd", "unix:" + file("db.sock"));
    }

    /** As after a crash: the database is on disk, flows are gone. */
    void restartSwitch() throws CommandFailed {
        stopDaemon("ovs-vswitchd");
        daemon("ovs-vswitchd", "unix:" + file("db.sock"));
    }

    private void daemon(String program, String... arguments) throws CommandFailed {
        var command = new ArrayList<>(List.of("env", "OVS_RUNDIR=" + folder, program));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "--pidfile=" + file(program + ".pid"),
                "--unixctl=" + file(program + ".ctl"),
                "--log-file=" + file(program + ".log"),
                "-vconsole:off",
                "--no-chdir",
                "--detach"));
        commands.run(command, LIMIT);
    }

    /** As a process that has just started would: it knows what is on disk and in the switch. */
    OvsMechanism startAgent(Surroundings surroundings) throws WiringFailed {
        var host = new OvsHost(
                namespace,
                folder,
                Map.of("physnet1", "br-prov"),
                Map.of("br-prov", "p0"),
                Optional.of(tunnelIp + "/24"),
                Optional.of("u0"),
                "auto",
                Optional.empty(),
                List.of("vxlan", "gre"));
        mechanism = new OvsMechanism(host, folder.resolve("wirings"), surroundings);
        mechanism.repair();
        return mechanism;
    }

    String vsctl(String... arguments) throws CommandFailed {
        return ovs(List.of("ovs-vsctl", "--timeout=10", "--db=unix:" + file("db.sock")), arguments);
    }

    String ofctl(String action, String bridge, String... arguments) throws CommandFailed {
        return ovs(List.of("ovs-ofctl", "-O", "OpenFlow14", action, "unix:" + file(bridge + ".mgmt")), arguments);
    }

    private static String ovs(List<String> command, String... arguments) throws CommandFailed {
        var whole = new ArrayList<>(command);
        whole.addAll(List.of(arguments));
        return ROOT.run(whole, LIMIT);
    }

    /** A guest whose NIC is where QEMU's would be: its other end has the tap's name. */
    TestGuest guest(PortWiring wiring, int mtu) throws CommandFailed {
        var guest = new TestGuest(name + "-" + wiring.portId().toString().substring(0, 4), "eth0");
        String tap = DeviceNames.tap(wiring.portId());
        commands.run(
                List.of("ip", "link", "add", tap, "type", "veth", "peer", "name", "eth0", "netns", guest.name), LIMIT);
        commands.run(List.of("ip", "link", "set", tap, "up"), LIMIT);
        commands.run(List.of("ethtool", "-K", tap, "tx", "off", "gro", "off"), LIMIT);
        guest.setUp(wiring, mtu);
        return guest;
    }

    /** What an agent of a network node does with a port that has been wired. */
    TestGuest service(PortWiring wiring) throws CommandFailed {
        String device = DeviceNames.of(wiring.deviceOwner(), wiring.portId());
        var guest = new TestGuest(name + "-" + wiring.portId().toString().substring(0, 4), device);
        commands.run(List.of("ip", "link", "set", device, "netns", guest.name), LIMIT);
        guest.setUp(wiring, wiring.mtu());
        return guest;
    }

    boolean hasDevice(UUID portId) throws CommandFailed {
        return commands.run(List.of("ip", "-o", "link", "show"), LIMIT).contains(DeviceNames.tap(portId));
    }

    private String file(String file) {
        return folder.resolve(file).toString();
    }

    @Override
    public void close() {
        stopDaemon("ovs-vswitchd");
        stopDaemon("ovsdb-server");
        remove(name);
    }

    private void stopDaemon(String program) {
        try {
            long pid = Long.parseLong(
                    Files.readString(folder.resolve(program + ".pid")).strip());
            Optional<ProcessHandle> daemon = ProcessHandle.of(pid);
            daemon.ifPresent(ProcessHandle::destroy);
            daemon.ifPresent(handle -> await().atMost(LIMIT).until(() -> !handle.isAlive()));
        } catch (IOException neverStarted) {
            // nothing to end
        }
    }

    static void remove(String namespace) {
        try {
            ROOT.run(List.of("ip", "netns", "delete", namespace), LIMIT);
        } catch (CommandFailed gone) {
            // as it should be
        }
    }
}
