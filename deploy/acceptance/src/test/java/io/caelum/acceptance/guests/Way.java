package io.caelum.acceptance.guests;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.acceptance.stack.Fixtures;
import io.caelum.acceptance.stack.Program;
import io.caelum.launcher.field.Namespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A guest with a floating address, and hands on everything that is on the way to it. */
final class Way {

    static final String NODE = "network-node";

    private static final Duration BOUND = Duration.ofSeconds(20);

    final String network;
    final String router;
    final String group;
    final String port;
    final String server;
    final String host;
    final String fixed;
    final String floating;
    final String tap;
    final String leg;
    final String gateway;

    private final Field field;

    Way(Field field) {
        this.field = field;
        network = field.network(field.demo, "", "10.50.0.0/24", true);
        router = field.router(network);
        group = field.openGroup();
        port = field.port(field.demo, network, group, "");
        fixed = field.addressOf(port);
        floating = field.floating(port);
        server = field.server(Fixtures.name("far"), List.of(port));
        host = field.hostOf(server);
        tap = "tap" + port.substring(0, 11);
        leg = "qr-" + portOfRouter("network:router_interface").substring(0, 11);
        gateway = "qg-" + portOfRouter("network:router_gateway").substring(0, 11);
    }

    private String portOfRouter(String owner) {
        return field.admin
                .get("/network/v2.0/ports?device_id=%s&device_owner=%s".formatted(router, owner))
                .body()
                .at("/ports/0/id")
                .asText();
    }

    Namespace ofHost() {
        return field.stack.namespace(host);
    }

    Namespace ofNode() {
        return field.stack.namespace(NODE);
    }

    Namespace ofRouter() {
        return field.stack.namespace("qrouter-" + router);
    }

    Namespace ofFabric() {
        return field.stack.namespace("fabric");
    }

    static String run(Namespace where, String... command) {
        return run(where.inside(List.of(command)));
    }

    static String run(List<String> command) {
        return Program.run(BOUND, Map.of(), command).orThrow();
    }

    /** What the flows of the host's integration bridge are told. */
    String flows(String action, String... arguments) {
        var command = new ArrayList<>(List.of(
                "ovs-ofctl",
                "-O",
                "OpenFlow14",
                action,
                "unix:" + field.stack.switchOf(host).resolve("br-int.mgmt")));
        command.addAll(List.of(arguments));
        return run(command);
    }

    String switchDatabase(String... arguments) {
        var command = new ArrayList<>(List.of(
                "ovs-vsctl",
                "--timeout=10",
                "--db=unix:" + field.stack.switchOf(host).resolve("db.sock")));
        command.addAll(List.of(arguments));
        return run(command).strip();
    }

    /** Its number in flows. */
    String number() {
        return switchDatabase("get", "interface", tap, "ofport");
    }

    /** Where what serves the network has its files. */
    Path served() {
        try (Stream<Path> nodes = Files.list(Path.of("/run/caelum"))) {
            return nodes.map(node -> node.resolve("networks").resolve(network))
                    .filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends one of the programs that serve the network. */
    void end(String program) {
        long pid = Long.parseLong(read(served().resolve(program + ".pid")).strip());
        var process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    void action(String json) {
        assertThat(field.demo
                        .post("/compute/v2.1/servers/" + server + "/action", json)
                        .status())
                .as(json)
                .isEqualTo(202);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
