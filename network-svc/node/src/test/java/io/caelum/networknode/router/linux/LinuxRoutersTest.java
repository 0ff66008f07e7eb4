package io.caelum.networknode.router.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.caelum.networkagent.host.DeviceNames;
import io.caelum.networknode.keep.NotInPlace;
import io.caelum.networknode.linux.Lab;
import io.caelum.networknode.router.Routers;
import io.caelum.networknode.router.RoutersContract;
import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.RouterPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real packets through real routers; skipped where namespaces cannot be made. */
@Tag("long")
class LinuxRoutersTest extends RoutersContract {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Map<String, String> GUESTS = Map.of("10.71.1.11", "g1", "10.71.2.11", "g2");
    private static final String ECHO_SENDER = "exec echo $SOCAT_PEERADDR";
    private static final String ECHO_RECEIVER = "exec echo $SOCAT_SOCKADDR\\:$SOCAT_SOCKPORT";

    private final Set<String> wired = new HashSet<>();
    private Lab lab;

    @BeforeEach
    void makeNetworks() {
        lab = Lab.open("nft", "ip", "ethtool", "arping", "ping", "socat", "radvd");
        List.of("br-1", "br-2", "br-out").forEach(lab::bridge);
        guest("g1", "br-1", "52:54:00:71:01:0b", "10.71.1.11/24", "10.71.1.1");
        guest("g2", "br-2", "52:54:00:71:02:0b", "10.71.2.11/24", "10.71.2.1");
        lab.namespace("out");
        lab.connect("out", "br-out", "52:54:00:71:00:01", "172.30.0.1/24");
        lab.ask("out", "ip", "route", "add", "10.71.0.0/16", "via", "172.30.0.10");
        serve("out", 7, ECHO_SENDER);
    }

    private void guest(String name, String bridge, String mac, String address, String gateway) {
        lab.namespace(name);
        lab.connect(name, bridge, mac, address);
        lab.ask(name, "ip", "route", "add", "default", "via", gateway);
        serve(name, 80, ECHO_RECEIVER);
    }

    private void serve(String who, int port, String what) {
        lab.start(who, Path.of("/dev/null"), "socat", "TCP-LISTEN:" + port + ",fork,reuseaddr", "SYSTEM:" + what);
        await().atMost(SOON)
                .until(() -> lab.ask(who, "cat", "/proc/net/tcp")
                        .filter(text -> text.contains(":%04X ".formatted(port)))
                        .isPresent());
    }

    @AfterEach
    void takeAllAway() throws NotInPlace {
        if (lab != null) {
            for (var id : routers().present()) {
                routers().remove(id);
            }
            lab.close();
        }
    }

    @Override
    protected Routers routers() {
        return new LinuxRouters(lab.host(), lab.prefix(), lab.run().resolve("routers"));
    }

    @Override
    protected void wire(RouterPlan plan) {
        wire(DeviceNames.routerGateway(plan.gateway().orElseThrow().portId()), "br-out");
        wire(DeviceNames.routerInterface(plan.interfaces().get(0).portId()), "br-1");
        wire(DeviceNames.routerInterface(plan.interfaces().get(1).portId()), "br-2");
    }

    private void wire(String device, String bridge) {
        if (wired.add(device)) {
            lab.wire(device, bridge);
        }
    }

    @Override
    protected Optional<String> senderOutside(RouterPlan plan, String innerIp) {
        return call(GUESTS.get(innerIp), "172.30.0.1", 7);
    }

    @Override
    protected Optional<String> receiverInside(RouterPlan plan, String ip, int port) {
        return call("out", ip, port);
    }

    private Optional<String> call(String who, String ip, int port) {
        return lab.ask(who, "socat", "-T", "5", "STDOUT", "TCP:" + ip + ":" + port + ",connect-timeout=3")
                .filter(answer -> !answer.isEmpty());
    }

    @Test
    void untilItsDevicesAreThereARouterWaits() throws NotInPlace {
        RouterPlan plan = router.plan();
        assertThatThrownBy(() -> routers().ensure(plan))
                .isInstanceOfSatisfying(
                        NotInPlace.class,
                        reason -> assertThat(reason.isWaiting()).isTrue())
                .hasMessageContaining("is not there yet");
        wire(plan);
        routers().ensure(plan);
        assertThat(lab.pings("g1", "172.30.0.1")).isTrue();
    }

    @Test
    void interfacesAndRoutesLeadWhereTheySay() throws NotInPlace {
        lab.ask("g1", "ip", "addr", "add", "192.0.2.1/32", "dev", "lo");
        lab.ask("g1", "sysctl", "-w", "net.ipv4.ip_forward=1");
        made(router.route("192.0.2.0/24", "10.71.1.11"));
        assertThat(call("g2", "10.71.1.11", 80)).contains("10.71.1.11:80");
        assertThat(lab.pings("g2", "192.0.2.1")).isTrue();
    }

    @Test
    void guestsMeetAtFloatingAddressesToo() throws NotInPlace {
        made(router.floating("172.30.0.21", "10.71.1.11").floating("172.30.0.22", "10.71.2.11"));
        assertThat(call("g2", "172.30.0.21", 80)).contains("10.71.1.11:80");
        assertThat(call("g1", "172.30.0.21", 80)).contains("10.71.1.11:80");
    }

    @Test
    void whatSomebodyTookAwayIsRepaired() throws NotInPlace {
        RouterPlan plan = made(router.floating("172.30.0.21", "10.71.1.11"));
        Routers routers = routers();
        routers.ensure(plan);
        String namespace = "qrouter-" + plan.routerId();
        String gateway = DeviceNames.routerGateway(plan.gateway().orElseThrow().portId());
        List<List<String>> damages = List.of(
                List.of("nft", "delete", "table", "inet", "caelum_router"),
                List.of("nft", "flush", "chain", "inet", "caelum_router", "prerouting"),
                List.of("ip", "addr", "flush", "dev", gateway),
                List.of("ip", "link", "set", gateway, "down"),
                List.of("ip", "route", "del", "default"));
        for (List<String> damage : damages) {
            assertThat(lab.ask(namespace, damage.toArray(String[]::new)))
                    .as(damage.toString())
                    .isPresent();
            routers.ensure(plan);
            assertThat(receiverInside(plan, "172.30.0.21", 80))
                    .as(damage.toString())
                    .contains("10.71.1.11:80");
            assertThat(senderOutside(plan, "10.71.1.11")).as(damage.toString()).contains("172.30.0.21");
        }
    }

    @Test
    void whatSomebodyTookAwayIsNamedAndNotRepairedByLooking() throws NotInPlace {
        RouterPlan plan = made(router.floating("172.30.0.21", "10.71.1.11"));
        assertThat(brokenHops(plan)).isEmpty();
        String namespace = "qrouter-" + plan.routerId();
        String gateway = DeviceNames.routerGateway(plan.gateway().orElseThrow().portId());
        String leg = DeviceNames.routerInterface(plan.interfaces().get(0).portId());
        Map<List<String>, String> damages = Map.of(
                List.of("ip", "link", "set", leg, "down"), "router",
                List.of("ip", "addr", "flush", "dev", leg), "router",
                List.of("tee", "/proc/sys/net/ipv4/ip_forward"), "router",
                List.of("nft", "delete", "table", "inet", "caelum_router"), "nat",
                List.of("nft", "flush", "chain", "inet", "caelum_router", "postrouting"), "nat",
                List.of("nft", "flush", "map", "inet", "caelum_router", "floating_out"), "nat",
                List.of("ip", "addr", "del", "172.30.0.21/32", "dev", gateway), "nat",
                List.of("ip", "route", "del", "default"), "gateway",
                List.of("ip", "link", "set", gateway, "down"), "gateway",
                List.of("ip", "link", "set", leg, "mtu", "1200"), "mtu");
        damages.forEach((damage, hop) -> {
            lab.feed(namespace, "0", damage.toArray(String[]::new));
            assertThat(brokenHops(plan)).as(damage.toString()).contains(hop);
            assertThat(brokenHops(plan)).as(damage.toString()).contains(hop);
            repaired(plan);
            assertThat(brokenHops(plan)).as(damage.toString()).isEmpty();
        });
    }

    @Test
    void aGuestOrANextHopThatDoesNotAnswerIsNamed() throws NotInPlace {
        RouterPlan plan = made(router.floating("172.30.0.21", "10.71.1.12").floating("172.30.0.22", "10.71.1.11"));
        assertThat(hops(routers().probe(plan, "172.30.0.21", "10.71.1.12"))).containsExactly("arp");
        assertThat(hops(routers().probe(plan, "172.30.0.23", "10.71.1.11"))).containsExactly("nat");
        lab.ask("out", "ip", "link", "set", "eth0", "down");
        assertThat(hops(routers().probe(plan, "172.30.0.22", "10.71.1.11"))).containsExactly("gateway");
        Lab.root("ip", "netns", "delete", lab.prefix() + "qrouter-" + plan.routerId());
        assertThat(hops(routers().probe(plan, "172.30.0.22", "10.71.1.11"))).containsExactly("router");
        wired.clear();
    }

    private List<String> brokenHops(RouterPlan plan) {
        return hops(routers().probe(plan, "172.30.0.21", "10.71.1.11"));
    }

    private static List<String> hops(List<HopFinding> findings) {
        return findings.stream()
                .filter(finding -> finding.state() == HopFinding.State.BROKEN)
                .map(HopFinding::hop)
                .toList();
    }

    private void repaired(RouterPlan plan) {
        try {
            routers().ensure(plan);
        } catch (NotInPlace e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aNamespaceThatSomebodyTookAwayComesBack() throws NotInPlace {
        RouterPlan plan = made(router.floating("172.30.0.21", "10.71.1.11").advertising("slaac"));
        Lab.root("ip", "netns", "delete", lab.prefix() + "qrouter-" + plan.routerId());
        Routers routers = routers();
        assertThat(routers.broken()).containsExactly(plan.routerId());

        wired.clear();
        await().atMost(SOON).untilAsserted(() -> {
            assertThatThrownBy(() -> routers.ensure(plan)).isInstanceOf(NotInPlace.class);
            assertThat(Lab.root("ip", "-n", lab.prefix() + "host", "link"))
                    .doesNotContain(DeviceNames.routerInterface(
                            plan.interfaces().getFirst().portId()));
        });
        wire(plan);
        routers.ensure(plan);
        assertThat(receiverInside(plan, "172.30.0.21", 80)).contains("10.71.1.11:80");
        assertThat(routers.broken()).isEmpty();
    }

    @Test
    void whatIsRightIsNotTouchedAndNoPingIsLost() throws NotInPlace, IOException, InterruptedException {
        RouterPlan plan = made(router.floating("172.30.0.21", "10.71.1.11"));
        assertThat(lab.pings("out", "172.30.0.21")).isTrue();
        Path pings = Files.createTempFile("pings", ".txt");
        Process ping = lab.start("out", pings, "ping", "-i", "0.1", "-c", "40", "-W", "1", "172.30.0.21");
        while (ping.isAlive()) {
            routers().ensure(plan);
        }
        routers().ensure(router.floating("172.30.0.22", "10.71.2.11").plan());
        assertThat(Files.readString(pings)).contains("40 packets transmitted, 40 received");
        Files.delete(pings);
    }

    @Test
    void aConnectionDiesWithItsFloatingAddress() throws NotInPlace {
        RouterPlan plan = made(router.floating("172.30.0.21", "10.71.1.11"));
        Path heard = lab.run().resolve("heard");
        lab.start("g1", heard, "socat", "-u", "UDP-LISTEN:9", "STDOUT");
        String say = "exec socat -u STDIN UDP:172.30.0.21:9,sourceport=4000,reuseaddr";
        await().atMost(SOON).untilAsserted(() -> {
            lab.ask("out", "sh", "-c", "echo before | " + say);
            assertThat(heard).content().contains("before");
        });
        made(router.nothingFloating());
        lab.ask(
                "out",
                "sh",
                "-c",
                "ip neigh replace 172.30.0.21 lladdr fa:16:3e:71:00:00 dev eth0; echo after | " + say);
        // something that came later through the same router has arrived
        assertThat(lab.pings("g1", "172.30.0.1")).isTrue();
        assertThat(heard).content().doesNotContain("after");
        assertThat(plan.floatingAddresses()).hasSize(1);
    }

    @Test
    void hostsMakeTheirAddressesFromWhatTheRouterTells() throws NotInPlace {
        RouterPlan plan = made(router.advertising("slaac"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(lab.ask("g1", "ip", "-6", "addr", "show", "dev", "eth0"))
                        .hasValueSatisfying(text -> assertThat(text).contains("fd71:1::")));
        assertThat(routers().broken()).isEmpty();

        routers().remove(plan.routerId());
        assertThat(ProcessHandle.allProcesses()
                        .filter(process -> process.info()
                                .commandLine()
                                .orElse("")
                                .contains(plan.routerId().toString())))
                .isEmpty();
    }
}
