package io.caelum.acceptance.guests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.Fixtures;
import io.caelum.acceptance.stack.Program;
import io.caelum.acceptance.stack.RunningStack;
import io.caelum.launcher.cloud.CloudUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes what tests of packets need by plain HTTP, which costs less than the command-line client. */
final class Field {

    /** Emulated, several at once, on a busy machine. */
    static final Duration BOOT_BOUND = Duration.ofSeconds(300);

    final RunningStack stack = RunningStack.find();
    final Outside outside = new Outside(stack);
    final Api demo = stack.api(CloudUser.DEMO);
    final Api admin = stack.api(CloudUser.ADMIN);
    final Path key;
    final String keyPair = Fixtures.name("key");
    private final List<String> servers = new ArrayList<>();

    Field(Path files) {
        key = files.resolve("key");
        Program.run(
                        Duration.ofSeconds(20),
                        Map.of(),
                        List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()))
                .orThrow();
        required(
                demo.post("/compute/v2.1/os-keypairs", """
                {"keypair": {"name": "%s", "type": "ssh", "public_key": "%s"}}
                """.formatted(
                                keyPair, read(key.resolveSibling("key.pub")).strip())),
                200,
                201);
    }

    /** @param attributes more of the network's, as JSON members that begin with a comma; or empty */
    String network(Api who, String attributes, String cidr, boolean gateway) {
        String id =
                made(who, "network", "{\"network\": {\"name\": \"%s\"%s}}".formatted(Fixtures.name("net"), attributes));
        made(who, "subnet", """
                {"subnet": {"network_id": "%s", "ip_version": 4, "cidr": "%s"%s}}
                """.formatted(id, cidr, gateway ? "" : ", \"gateway_ip\": null"));
        return id;
    }

    String subnetOf(String network) {
        return demo.get("/network/v2.0/networks/" + network)
                .body()
                .at("/network/subnets/0")
                .asText();
    }

    /** A router to the outside with a leg on this network. */
    String router(String network) {
        String external = demo.get("/network/v2.0/networks?router:external=True")
                .body()
                .at("/networks/0/id")
                .asText();
        String router = made(demo, "router", """
                {"router": {"name": "%s", "external_gateway_info": {"network_id": "%s"}}}
                """.formatted(Fixtures.name("r"), external));
        attach(router, network);
        return router;
    }

    void attach(String router, String network) {
        required(
                demo.put(
                        "/network/v2.0/routers/" + router + "/add_router_interface",
                        "application/json",
                        "{\"subnet_id\": \"%s\"}"
                                .formatted(subnetOf(network))
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                200);
    }

    /** A group that lets everything in over IPv4. */
    String openGroup() {
        String group = made(
                demo, "security_group", "{\"security_group\": {\"name\": \"%s\"}}".formatted(Fixtures.name("open")));
        rule(group, "");
        return group;
    }

    /** @param match more of the rule's attributes, as JSON members that begin with a comma; or empty for everything */
    String rule(String group, String match) {
        return made(demo, "security_group_rule", """
                {"security_group_rule": {"security_group_id": "%s", "direction": "ingress", "ethertype": "IPv4"%s}}
                """.formatted(group, match));
    }

    /** @param address wanted one, or empty */
    String port(Api who, String network, String group, String address) {
        String fixed = address.isEmpty() ? "" : ", \"fixed_ips\": [{\"ip_address\": \"%s\"}]".formatted(address);
        return made(who, "port", """
                {"port": {"network_id": "%s", "security_groups": ["%s"]%s}}
                """.formatted(network, group, fixed));
    }

    String addressOf(String port) {
        return demo.get("/network/v2.0/ports/" + port)
                .body()
                .at("/port/fixed_ips/0/ip_address")
                .asText();
    }

    /** Boots the small guest with these ports; its id, when it is ACTIVE. */
    String server(String name, List<String> ports) {
        String image =
                demo.get("/image/v2/images?name=tiny").body().at("/images/0/id").asText();
        String networks =
                ports.stream().map("{\"port\": \"%s\"}"::formatted).toList().toString();
        String id = required(
                        demo.post("/compute/v2.1/servers", """
                        {"server": {"name": "%s", "imageRef": "%s", "flavorRef": "%s", "key_name": "%s", "networks": %s}}
                        """.formatted(
                                        name, image, demo.flavor("m1.tiny"), keyPair, networks)),
                        202)
                .at("/server/id")
                .asText();
        servers.add(id);
        JsonNode server = demo.awaitEnd(id);
        assertThat(server.path("status").asText())
                .as("%s", server.path("fault"))
                .isEqualTo("ACTIVE");
        return id;
    }

    /** Takes the guests away, so that those of other tests have the machine for themselves. */
    void clear() {
        servers.forEach(demo::deleteServer);
    }

    void awaitBoot(String server) {
        await("boot of " + server)
                .atMost(BOOT_BOUND)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> console(server).contains("BOOT-OK"));
    }

    String console(String server) {
        return demo.post("/compute/v2.1/servers/" + server + "/action", "{\"os-getConsoleOutput\": {}}")
                .body()
                .path("output")
                .asText();
    }

    String hostOf(String server) {
        return admin.server(server).path("OS-EXT-SRV-ATTR:host").asText();
    }

    /** A floating address that leads to this port. */
    String floating(String port) {
        String external = demo.get("/network/v2.0/networks?router:external=True")
                .body()
                .at("/networks/0/id")
                .asText();
        return required(demo.post("/network/v2.0/floatingips", """
                        {"floatingip": {"floating_network_id": "%s", "port_id": "%s"}}
                        """.formatted(external, port)), 201)
                .at("/floatingip/floating_ip_address")
                .asText();
    }

    String ssh(String address, String command) {
        return outside.ssh(key, address, command);
    }

    static String made(Api who, String kind, String json) {
        return required(who.post("/network/v2.0/%ss".formatted(kind.replace('_', '-')), json), 201)
                .path(kind)
                .path("id")
                .asText();
    }

    static JsonNode required(Api.Answer answer, Integer... statuses) {
        assertThat(answer.status()).as(answer.toString()).isIn((Object[]) statuses);
        return answer.body();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
