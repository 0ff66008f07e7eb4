package io.caelum.networkagent.mechanism.ovs;

import static org.awaitility.Awaitility.await;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.host.HostCommands;
import io.caelum.networkagent.host.HostNamespace;
import io.caelum.platform.contract.network.PortWiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stands for a guest: a network namespace with a NIC. */
final class TestGuest implements AutoCloseable {

    private static final Duration LIMIT = TestHost.LIMIT;

    /** Sends the frames given in hexadecimal. */
    private static final String SEND = """
            import socket, sys
            s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
            s.bind((sys.argv[1], 0))
            for frame in sys.stdin.read().split():
                s.send(bytes.fromhex(frame))
            """;

    /** Writes each frame that comes in, a line each. */
    private static final String LISTEN = """
            import socket, sys, time
            s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
            s.bind((sys.argv[1], 3))
            print("listening", flush=True)
            s.settimeout(60)
            end = time.monotonic() + 60
            while time.monotonic() < end:
                data, address = s.recvfrom(4096)
                if address[2] != socket.PACKET_OUTGOING:
                    print(data.hex(), flush=True)
            """;

    final String name;
    final HostCommands commands;
    private final String nic;
    private final List<Process> listeners = new ArrayList<>();

    TestGuest(String name, String nic) throws CommandFailed {
        this.name = name;
        this.nic = nic;
        commands = new HostCommands(new HostNamespace(Optional.of(name)));
        new HostCommands(HostNamespace.own()).run(List.of("ip", "netns", "add", name), LIMIT);
    }

    void setUp(PortWiring wiring, int mtu) throws CommandFailed {
        run("ip", "link", "set", "lo", "up");
        run("ip", "link", "set", nic, "address", wiring.macAddress());
        run("ip", "link", "set", nic, "mtu", Integer.toString(mtu), "up");
        for (var ip : wiring.fixedIps()) {
            if (ip.version() == 4) {
                run("ip", "addr", "add", ip.ipAddress() + "/24", "dev", nic);
            } else {
                run("ip", "addr", "add", ip.ipAddress() + "/64", "dev", nic, "nodad");
            }
        }
        run("ethtool", "-K", nic, "tx", "off", "tso", "off", "gso", "off", "gro", "off");
    }

    String run(String... command) throws CommandFailed {
        return commands.run(List.of(command), LIMIT);
    }

    /** Whether an answer comes, soon. */
    boolean reaches(String ip) {
        return pings(ip, 5, "-c", "1");
    }

    /** Whether none of a few questions is answered; to be asked where an answer would come at once. */
    boolean doesNotReach(String ip) {
        return !pings(ip, 1, "-c", "3", "-i", "0.2");
    }

    boolean reachesWithWhole(String ip, int packetLength) {
        return pings(ip, 3, "-c", "1", "-M", "do", "-s", Integer.toString(packetLength - 28));
    }

    private boolean pings(String ip, int tries, String... options) {
        for (int i = 0; i < tries; i++) {
            try {
                var command = new ArrayList<>(List.of("ping", "-q", "-n", "-W", "1"));
                command.addAll(List.of(options));
                command.add(ip);
                commands.run(command, LIMIT);
                return true;
            } catch (CommandFailed unanswered) {
                // perhaps the next one
            }
        }
        return false;
    }

    void send(List<String> frames) throws CommandFailed {
        commands.run(List.of("/usr/bin/python3", "-c", SEND, nic), String.join("\n", frames), LIMIT);
    }

    /** @return the file into which the frames go that come from now on */
    Path listen(Path folder) throws CommandFailed {
        Path file = folder.resolve(name + "-" + listeners.size() + ".frames");
        listeners.add(commands.start(
                List.of("/usr/bin/python3", "-c", LISTEN, nic),
                builder -> builder.redirectOutput(file.toFile()).redirectErrorStream(true)));
        await().atMost(LIMIT).until(() -> frames(file).contains("listening"));
        return file;
    }

    static List<String> frames(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        listeners.forEach(Process::destroyForcibly);
        TestHost.remove(name);
    }
}
