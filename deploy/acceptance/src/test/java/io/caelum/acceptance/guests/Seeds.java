package io.caelum.acceptance.guests;

import static io.caelum.acceptance.guests.Way.run;

import io.caelum.launcher.field.Namespace;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The faults that can be on the way to a guest, each planted as somebody or something would. */
final class Seeds {

    private final Field field;
    private final Way way;
    private String kept = "";

    Seeds(Field field, Way way) {
        this.field = field;
        this.way = way;
    }

    List<Seed> thatAreUndone() {
        return List.of(
                device("the tap is down", "tap", way.ofHost().name(), way.tap),
                flows("the port's flows are deleted", "tap", () -> "table=60,in_port=" + way.number()),
                new Seed(
                        "somebody added a flow that drops everything",
                        "tap",
                        () -> way.flows("add-flow", "cookie=0x77,table=0,priority=999,actions=drop"),
                        () -> way.flows("del-flows", "cookie=0x77/-1")),
                flows("the port's filters are deleted", "security-group", () -> "table=82,reg5=" + way.number()),
                new Seed(
                        "no rule lets anything in",
                        "security-group",
                        this::closeGroup,
                        () -> field.rule(way.group, "")),
                new Seed(
                        "the cable between the hosts is unplugged",
                        "uplink",
                        () -> run(way.ofFabric(), "ip", "link", "set", plug("under"), "down"),
                        () -> run(way.ofFabric(), "ip", "link", "set", plug("under"), "up")),
                new Seed("the server's list lacks the address", "dhcp-lease", this::forgetLease, this::rememberLease),
                new Seed(
                        "the guest is paused and answers nobody",
                        "arp",
                        () -> act("{\"pause\": null}", "PAUSED"),
                        () -> act("{\"unpause\": null}", "ACTIVE")),
                device("the router's leg is down", "router", way.ofRouter().name(), way.leg),
                new Seed(
                        "the router forwards nothing",
                        "router",
                        () -> run(way.ofRouter(), "sysctl", "-q", "-w", "net.ipv4.ip_forward=0"),
                        () -> run(way.ofRouter(), "sysctl", "-q", "-w", "net.ipv4.ip_forward=1")),
                new Seed(
                        "the rule of translation is gone",
                        "nat",
                        () -> translation("delete"),
                        () -> translation("add")),
                new Seed(
                        "the floating address is not the router's",
                        "nat",
                        () -> run(way.ofRouter(), "ip", "addr", "del", way.floating + "/32", "dev", way.gateway),
                        () -> run(way.ofRouter(), "ip", "addr", "add", way.floating + "/32", "dev", way.gateway)),
                new Seed(
                        "the cable of the external network is unplugged",
                        "gateway",
                        () -> run(way.ofFabric(), "ip", "link", "set", "public0", "down"),
                        () -> run(way.ofFabric(), "ip", "link", "set", "public0", "up")),
                new Seed(
                        "there is no route to the outside",
                        "gateway",
                        () -> run(way.ofRouter(), "ip", "route", "del", "default"),
                        () -> run(
                                way.ofRouter(), "ip", "route", "add", "default", "via", "203.0.113.1", "proto", "73")),
                // of a tap the switch itself puts it right at once
                mtu("the router's leg takes small packets only", way.ofRouter(), way.leg),
                mtu("the card between the hosts takes small packets only", way.ofHost(), "under0"),
                new Seed(
                        "the guest is stopped",
                        "guest",
                        () -> act("{\"os-stop\": null}", "SHUTOFF"),
                        () -> act("{\"os-start\": null}", "ACTIVE")));
    }

    /** Nearer and nearer to the guest. */
    List<Seed> thatStay() {
        return List.of(
                lasting("the proxy for metadata is dead", "metadata", () -> way.end("haproxy")),
                lasting(
                        "the router's namespace is removed",
                        "router",
                        () -> run(
                                List.of("ip", "netns", "delete", way.ofRouter().name()))),
                lasting("dnsmasq is dead", "dhcp-lease", () -> way.end("dnsmasq")),
                lasting(
                        "the tap is no port of the switch",
                        "tap",
                        () -> way.switchDatabase("del-port", "br-int", way.tap)));
    }

    private static Seed lasting(String what, String hop, Runnable plant) {
        return new Seed(what, hop, plant, () -> {});
    }

    private static Seed device(String what, String hop, String namespace, String device) {
        return new Seed(
                what,
                hop,
                () -> run(List.of("ip", "-n", namespace, "link", "set", device, "down")),
                () -> run(List.of("ip", "-n", namespace, "link", "set", device, "up")));
    }

    private Seed mtu(String what, Namespace where, String device) {
        return new Seed(
                what,
                "mtu",
                () -> {
                    kept = run(where, "cat", "/sys/class/net/" + device + "/mtu")
                            .strip();
                    run(where, "ip", "link", "set", device, "mtu", "1280");
                },
                () -> run(where, "ip", "link", "set", device, "mtu", kept));
    }

    private Seed flows(String what, String hop, Supplier<String> which) {
        return new Seed(
                what,
                hop,
                () -> {
                    kept = way.flows("dump-flows", "--no-stats", which.get());
                    way.flows("del-flows", which.get());
                },
                () -> kept.lines()
                        .filter(line -> !line.isBlank())
                        .forEach(line -> way.flows("add-flow", line.strip())));
    }

    private void closeGroup() {
        field.demo
                .get("/network/v2.0/security-group-rules?direction=ingress&security_group_id=" + way.group)
                .body()
                .path("security_group_rules")
                .forEach(rule -> Field.required(
                        field.demo.delete("/network/v2.0/security-group-rules/"
                                + rule.path("id").asText()),
                        204));
    }

    private void forgetLease() {
        Path file = way.served().resolve("dnsmasq.hosts");
        kept = Way.read(file);
        Way.write(file, kept.replace("," + way.fixed + "\n", ",10.50.0.199\n"));
    }

    private void rememberLease() {
        Way.write(way.served().resolve("dnsmasq.hosts"), kept);
    }

    private void translation(String verb) {
        run(
                way.ofRouter(),
                "nft",
                verb,
                "element",
                "inet",
                "caelum_router",
                "floating_in",
                "{ " + way.floating + " : " + way.fixed + " }");
    }

    private void act(String json, String status) {
        way.action(json);
        field.demo.awaitStatus(way.server, status);
    }

    /** The other end of a card of the guest's host. */
    private String plug(String bridge) {
        return bridge + way.host.replaceAll("\\D", "");
    }
}
