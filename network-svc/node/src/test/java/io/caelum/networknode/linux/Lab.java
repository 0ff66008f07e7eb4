package io.caelum.networknode.linux;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.host.HostCommands;
import io.caelum.networkagent.host.HostNamespace;
import io.caelum.testkit.RealHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A host, guests and an outside as network namespaces, with Linux bridges where the switch would be. All that it makes has
 * a name of its own and goes with {@link #close}.
 */
public final class Lab implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final String prefix = "cnode" + UUID.randomUUID().toString().substring(0, 4) + "-";
    private final List<String> namespaces = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final Path run = Path.of("/run/caelum-test", prefix + "run");
    private int devices;

    private Lab() {
        namespace("host");
    }

    /** Where this process may not make namespaces, or the programs are missing, the test fails. */
    public static Lab open(String... programs) {
        RealHost.demand(programs);
        return new Lab();
    }

    /** Before the names of all its namespaces. */
    public String prefix() {
        return prefix;
    }

    public HostNamespace host() {
        return new HostNamespace(Optional.of(prefix + "host"));
    }

    /** A folder that other users can look into; exists. */
    public Path run() {
        try {
            return Files.createDirectories(run);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A namespace for somebody, e.g. a guest. */
    public void namespace(String who) {
        root("ip", "netns", "add", prefix + who);
        namespaces.add(prefix + who);
        root("ip", "-n", prefix + who, "link", "set", "lo", "up");
    }

    public void bridge(String name) {
        root("ip", "-n", prefix + "host", "link", "add", name, "type", "bridge");
        root("ip", "-n", prefix + "host", "link", "set", name, "up");
    }

    /** Gives somebody a card {@code eth0} on a bridge. */
    public void connect(String who, String bridge, String mac, String... addresses) {
        String near = device();
        root(
                "ip",
                "-n",
                prefix + "host",
                "link",
                "add",
                near,
                "type",
                "veth",
                "peer",
                "name",
                "eth0",
                "netns",
                prefix + who);
        attach(near, bridge);
        root("ip", "-n", prefix + who, "link", "set", "eth0", "address", mac, "up");
        for (String address : addresses) {
            root("ip", "-n", prefix + who, "addr", "add", address, "dev", "eth0");
        }
    }

    /** The device of a port on the host, as the agent that wires ports makes it. */
    public void wire(String device, String bridge) {
        String near = device();
        root("ip", "-n", prefix + "host", "link", "add", near, "type", "veth", "peer", "name", device);
        attach(near, bridge);
    }

    private void attach(String device, String bridge) {
        root("ip", "-n", prefix + "host", "link", "set", device, "master", bridge, "up");
    }

    private String device() {
        return "v" + devices++;
    }

    /** What somebody's command says; empty if it fails. */
    public Optional<String> ask(String who, String... command) {
        try {
            return Optional.of(new HostCommands(new HostNamespace(Optional.of(prefix + who)))
                    .run(List.of(command), LIMIT)
                    .strip());
        } catch (CommandFailed e) {
            return Optional.empty();
        }
    }

    /** A command that reads something from its standard input, and has to succeed. */
    public void feed(String who, String stdin, String... command) {
        try {
            new HostCommands(new HostNamespace(Optional.of(prefix + who))).run(List.of(command), stdin, LIMIT);
        } catch (CommandFailed e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether one of three pings is answered. */
    public boolean pings(String who, String ip) {
        return ask(who, "ping", "-c", "3", "-i", "0.2", "-W", "1", ip).isPresent();
    }

    /** Runs until the end of the test. */
    public Process start(String who, Path output, String... command) {
        try {
            Process process = new HostCommands(new HostNamespace(Optional.of(prefix + who)))
                    .start(
                            List.of(command),
                            builder -> builder.redirectErrorStream(true).redirectOutput(output.toFile()));
            processes.add(process);
            return process;
        } catch (CommandFailed e) {
            throw new IllegalStateException(e);
        }
    }

    public static String root(String... command) {
        try {
            return new HostCommands(HostNamespace.own()).run(List.of(command), LIMIT);
        } catch (CommandFailed e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        namespaces.reversed().forEach(name -> root("ip", "netns", "delete", name));
        deleteRun();
    }

    private void deleteRun() {
        if (!Files.exists(run)) {
            return;
        }
        try (var files = Files.walk(run)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
