package io.caelum.networkagent.mechanism.ovs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.networkagent.mechanism.ovs.Ports.Network;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.platform.contract.network.PortWiring.AddressPair;
import io.caelum.platform.contract.network.PortWiring.BandwidthLimit;
import io.caelum.platform.contract.network.SecurityGroupState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two real switches: who is let through, and who may say what. */
@Tag("long")
class OvsFiltersTest {

    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;

    @TempDir
    static Path folder;

    private static TwoHosts hosts;

    private final UUID closed = UUID.randomUUID();
    private final UUID open = UUID.randomUUID();
    private final Network network = Network.of("vxlan", 5100);

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

    /** A group that lets out everything and in nothing, and one that also lets in pings. */
    private void groups() throws Exception {
        hosts.group(Ports.group(closed, Ports.everythingOut()));
        hosts.group(Ports.group(open, Ports.rule("ingress", "IPv4", ICMP), Ports.rule("egress", "IPv4", null)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingComesInWithoutARuleAndAnswersAlwaysDo(boolean sameHost) throws Exception {
        groups();
        TestGuest here = hosts.guest(hosts.one, network.guest("10.1.0.1", closed));
        TestGuest there = hosts.guest(sameHost ? hosts.one : hosts.two, network.guest("10.1.0.2", open));

        assertThat(here.reaches("10.1.0.2")).isTrue();
        assertThat(there.doesNotReach("10.1.0.1")).isTrue();
    }

    @Test
    void aPortWhoseGroupIsUnknownIsClosedUntilItIsTold() throws Exception {
        TestGuest here = hosts.guest(hosts.one, network.guest("10.1.0.1", open));
        TestGuest there = hosts.guest(hosts.one, network.unfiltered("10.1.0.2"));
        assertThat(there.doesNotReach("10.1.0.1")).isTrue();
        assertThat(here.doesNotReach("10.1.0.2")).isTrue();

        groups();

        assertThat(there.reaches("10.1.0.1")).isTrue();
        assertThat(here.reaches("10.1.0.2")).isTrue();
    }

    @Test
    void whatARouterOfTheSameHostSendsIsFilteredToo() throws Exception {
        groups();
        TestGuest router = hosts.service(hosts.one, network.router("10.1.0.254"));
        TestGuest here = hosts.guest(hosts.one, network.guest("10.1.0.1", closed));
        hosts.guest(hosts.one, network.guest("10.1.0.2", open));

        assertThat(router.doesNotReach("10.1.0.1")).isTrue();
        assertThat(router.reaches("10.1.0.2")).isTrue();
        assertThat(here.reaches("10.1.0.254")).isTrue();
    }

    @Test
    void membersOfARemoteGroupComeInAndOthersDoNot() throws Exception {
        groups();
        UUID friends = UUID.randomUUID();
        hosts.group(new SecurityGroupState(
                friends, 1, List.of(Ports.rule("egress", "IPv4", null)), List.of("10.1.0.1", "10.1.0.77")));
        UUID guarded = UUID.randomUUID();
        hosts.group(Ports.group(guarded, Ports.rule("ingress", "IPv4", ICMP, null, null, null, friends)));
        TestGuest friend = hosts.guest(hosts.two, network.guest("10.1.0.1", friends));
        TestGuest stranger = hosts.guest(hosts.two, network.guest("10.1.0.2", closed));
        hosts.guest(hosts.one, network.guest("10.1.0.3", guarded));

        assertThat(friend.reaches("10.1.0.3")).isTrue();
        assertThat(stranger.doesNotReach("10.1.0.3")).isTrue();

        hosts.group(
                new SecurityGroupState(friends, 2, List.of(Ports.rule("egress", "IPv4", null)), List.of("10.1.0.2")));
        assertThat(stranger.reaches("10.1.0.3")).isTrue();
    }

    @Test
    void portsAndPrefixesOfARuleAreExact() throws Exception {
        UUID web = UUID.randomUUID();
        hosts.group(Ports.group(web, Ports.rule("ingress", "IPv4", UDP, 1000, 1005, "10.1.0.0/30", null)));
        PortWiring server = network.guest("10.1.0.9", web);
        TestGuest listener = hosts.guest(hosts.one, server);
        TestGuest near = hosts.guest(hosts.two, network.unfiltered("10.1.0.2"));
        Path heard = listener.listen(folder);

        var frames = new ArrayList<String>();
        for (int port : List.of(999, 1000, 1005, 1006)) {
            frames.add(Frames.udp(
                    server.macAddress(), "fa:16:3e:77:00:01", "10.1.0.2", "10.1.0.9", 5, port, "near" + port));
            frames.add(Frames.udp(
                    server.macAddress(), "fa:16:3e:77:00:01", "10.1.0.5", "10.1.0.9", 5, port, "far" + port));
        }
        frames.add(Frames.udp(server.macAddress(), "fa:16:3e:77:00:01", "10.1.0.2", "10.1.0.9", 5, 1003, "end"));
        near.send(frames);

        awaitText(heard, "end");
        assertThat(texts(heard, "near999", "near1000", "near1005", "near1006", "far1000", "far1005"))
                .containsExactly("near1000", "near1005");
    }

    @Test
    void aConnectionThatOnlyItsSenderAgreedToIsNoWayIn() throws Exception {
        groups();
        PortWiring victim = network.guest("10.1.0.1", closed);
        PortWiring attacker = network.guest("10.1.0.2", closed);
        TestGuest target = hosts.guest(hosts.one, victim);
        TestGuest source = hosts.guest(hosts.one, attacker);
        Path heard = target.listen(folder);

        // first to nobody, so that the connection is known; then to the victim, as if it went on
        source.send(List.of(
                Frames.udp("fa:16:3e:aa:aa:aa", attacker.macAddress(), "10.1.0.2", "10.1.0.1", 7, 7, "first"),
                Frames.udp(victim.macAddress(), attacker.macAddress(), "10.1.0.2", "10.1.0.1", 7, 7, "second"),
                Frames.udp(Frames.EVERYBODY, attacker.macAddress(), "10.1.0.2", "10.1.0.1", 7, 7, "third"),
                Frames.arp(attacker.macAddress(), attacker.macAddress(), "10.1.0.2", "10.1.0.1")));

        awaitFrame(heard, "0806");
        assertThat(texts(heard, "first", "second", "third")).isEmpty();
    }

    @Test
    void whatOneGetsOfWhatIsSentToAllTheOthersDoNotGet() throws Exception {
        groups();
        UUID listening = UUID.randomUUID();
        hosts.group(Ports.group(listening, Ports.rule("ingress", "IPv4", UDP, 9, 9, null, null)));
        PortWiring source = network.guest("10.1.0.1", closed);
        TestGuest sender = hosts.guest(hosts.one, source);
        Path heardByOne =
                hosts.guest(hosts.one, network.guest("10.1.0.2", listening)).listen(folder);
        Path heardByOther =
                hosts.guest(hosts.one, network.guest("10.1.0.3", closed)).listen(folder);

        String toAll = Frames.udp(Frames.EVERYBODY, source.macAddress(), "10.1.0.1", "10.1.0.255", 9, 9, "again");
        sender.send(List.of(
                toAll, toAll, toAll, Frames.arp(source.macAddress(), source.macAddress(), "10.1.0.1", "10.1.0.9")));

        awaitFrame(heardByOther, "0806");
        awaitText(heardByOne, "again");
        assertThat(texts(heardByOther, "again")).isEmpty();
    }

    @Test
    void whatIsForOneNobodyElseHears() throws Exception {
        groups();
        PortWiring one = network.guest("10.1.0.1", open);
        TestGuest sender = hosts.guest(hosts.one, one);
        hosts.guest(hosts.two, network.guest("10.1.0.2", open));
        PortWiring third = network.guest("10.1.0.3", open);
        Path heardHere = hosts.guest(hosts.one, third).listen(folder);
        Path heardThere =
                hosts.guest(hosts.two, network.guest("10.1.0.4", open)).listen(folder);
        assertThat(sender.reaches("10.1.0.2")).isTrue();

        sender.run("ping", "-q", "-c", "5", "-i", "0.2", "-p", Frames.hex("private"), "10.1.0.2");
        sender.send(List.of(Frames.arp(one.macAddress(), one.macAddress(), "10.1.0.1", "10.1.0.9")));

        for (Path heard : List.of(heardHere, heardThere)) {
            awaitFrame(heard, "0806");
            assertThat(TestGuest.frames(heard)).noneMatch(frame -> frame.contains(Frames.hex("private")));
        }
    }

    @Test
    void aGuestThatMakesTunnelsItselfGetsIntoNoOtherNetwork() throws Exception {
        groups();
        PortWiring attacker = network.guest("10.1.0.1", open);
        TestGuest source = hosts.guest(hosts.one, attacker);
        Network other = Network.of("vxlan", 5101);
        PortWiring victim = other.unfiltered("10.1.0.2");
        Path heard = hosts.guest(hosts.two, victim).listen(folder);
        TestGuest neighbour = hosts.guest(hosts.one, other.unfiltered("10.1.0.3"));

        String inner = Frames.udp(victim.macAddress(), "fa:16:3e:66:66:66", "10.1.0.3", "10.1.0.2", 5, 5, "escaped");
        var frames = new ArrayList<String>();
        for (String to : List.of(Frames.EVERYBODY, victim.macAddress())) {
            for (TestHost host : List.of(hosts.one, hosts.two)) {
                frames.add(Frames.vxlan(to, attacker.macAddress(), "10.1.0.1", host.tunnelIp, 5101, inner));
                frames.add(Frames.gre(to, attacker.macAddress(), "10.1.0.1", host.tunnelIp, 5101, inner));
            }
        }
        source.send(frames);
        assertThat(neighbour.reaches("10.1.0.2")).isTrue();

        assertThat(TestGuest.frames(heard)).noneMatch(frame -> frame.contains(Frames.hex("escaped")));
    }

    @Test
    void portsThatComeAndGoWhileRulesChangeNeverOpenOne() throws Exception {
        groups();
        PortWiring shut = network.guest("10.1.0.1", closed);
        PortWiring intruder = network.unfiltered("10.1.0.2");
        Path heard = hosts.guest(hosts.one, shut).listen(folder);
        TestGuest sender = hosts.guest(hosts.one, intruder);
        Process flood = sender.commands.start(
                List.of("ping", "-q", "-i", "0.02", "-p", Frames.hex("knock"), "10.1.0.1"), builder -> {});
        try {
            for (int round = 0; round < 20; round++) {
                PortWiring passing = network.guest("10.1.0.77", round % 2 == 0 ? open : closed);
                hosts.one.mechanism.wire(passing);
                hosts.group(new SecurityGroupState(
                        open, 10 + round, List.of(Ports.rule("ingress", "IPv4", ICMP)), List.of("10.1.0.77")));
                hosts.one.mechanism.wire(
                        Ports.with(shut, List.of(), List.of(new BandwidthLimit("egress", 1000 + round, 0))));
                hosts.one.mechanism.unwire(passing.portId());
            }
        } finally {
            flood.destroyForcibly();
        }
        assertThat(TestGuest.frames(heard)).noneMatch(frame -> frame.contains(Frames.hex("knock")));
        hosts.one.mechanism.unwire(shut.portId());
        assertThat(hosts.one.ofctl("dump-flows", "br-int", "--no-stats")).doesNotContain("10.1.0.77");
    }

    @Test
    void aGuestSaysNothingInAnothersName() throws Exception {
        groups();
        PortWiring liar = Ports.withIpv6(network.guest("10.1.0.1", open), "fd00::1");
        TestGuest source = hosts.guest(hosts.one, liar);
        TestGuest near = hosts.guest(hosts.one, network.unfiltered("10.1.0.2"));
        TestGuest far = hosts.guest(hosts.two, network.unfiltered("10.1.0.3"));
        Path heardNear = near.listen(folder);
        Path heardFar = far.listen(folder);
        String own = liar.macAddress();
        String foreign = "fa:16:3e:bb:bb:bb";
        String foreignLinkLocal = "fe80::bad";

        source.send(List.of(
                Frames.arp(own, own, "10.1.0.254", "10.1.0.2"),
                Frames.arp(own, foreign, "10.1.0.1", "10.1.0.2"),
                Frames.arp(foreign, foreign, "10.1.0.1", "10.1.0.2"),
                Frames.udp(Frames.EVERYBODY, own, "10.1.0.66", "10.1.0.255", 5, 5, "foreign-ip"),
                Frames.udp(Frames.EVERYBODY, foreign, "10.1.0.1", "10.1.0.255", 5, 5, "foreign-mac"),
                Frames.udp(Frames.EVERYBODY, own, "10.1.0.1", "255.255.255.255", 67, 68, "dhcp-server"),
                Frames.udp(Frames.EVERYBODY, own, "0.0.0.0", "255.255.255.255", 67, 68, "dhcp-server-2"),
                Frames.routerAdvertisement(own, linkLocal(own)),
                Frames.routerAdvertisement(own, foreignLinkLocal),
                Frames.neighbourAdvertisement(own, linkLocal(own), "fd00::99", own),
                Frames.neighbourAdvertisement(own, "fd00::1", "fd00::1", foreign),
                Frames.tagged(Frames.udp(Frames.EVERYBODY, own, "10.1.0.1", "10.1.0.255", 5, 5, "tagged"), 2),
                Frames.tagged(Frames.arp(own, own, "10.1.0.1", "10.1.0.2"), 0),
                "0180c2000000" + Frames.mac(own) + "0026424203" + "00".repeat(50)));
        source.send(List.of(Frames.udp(Frames.EVERYBODY, own, "10.1.0.1", "10.1.0.255", 5, 5, "honest")));

        for (Path heard : List.of(heardNear, heardFar)) {
            awaitText(heard, "honest");
            assertThat(TestGuest.frames(heard))
                    .filteredOn(frame -> frame.length() > 24)
                    .filteredOn(
                            frame -> frame.startsWith(Frames.mac(own), 12) || frame.startsWith(Frames.mac(foreign), 12))
                    .filteredOn(frame -> !isOfTheGuestItself(frame))
                    .allMatch(frame -> frame.contains(Frames.hex("honest")));
        }
    }

    /** Its own kernel looks for neighbours and tells about groups of receivers. */
    private static boolean isOfTheGuestItself(String frame) {
        return frame.startsWith("86dd", 24) && !frame.startsWith("86", 108) && !frame.startsWith("88", 108);
    }

    @Test
    void aGuestMayAskForItsAddressAndBeAnswered() throws Exception {
        groups();
        PortWiring asking = network.guest("10.1.0.1", closed);
        PortWiring serving = network.router("10.1.0.2");
        TestGuest guest = hosts.guest(hosts.one, asking);
        TestGuest server = hosts.service(hosts.two, serving);
        Path question = server.listen(folder);
        Path answer = guest.listen(folder);

        guest.send(List.of(
                Frames.udp(Frames.EVERYBODY, asking.macAddress(), "0.0.0.0", "255.255.255.255", 68, 67, "discover")));
        server.send(List.of(
                Frames.udp(asking.macAddress(), serving.macAddress(), "10.1.0.2", "10.1.0.1", 67, 68, "offer")));

        awaitText(question, "discover");
        awaitText(answer, "offer");
    }

    @Test
    void anAllowedAddressPairMayBeUsed() throws Exception {
        groups();
        PortWiring port = network.guest("10.1.0.1", open);
        TestGuest guest = hosts.guest(hosts.one, port);
        TestGuest other = hosts.guest(hosts.two, network.unfiltered("10.1.0.2"));
        guest.run("ip", "addr", "add", "10.1.0.100/24", "dev", "eth0");
        assertThat(other.doesNotReach("10.1.0.100")).isTrue();

        hosts.one.mechanism.wire(
                Ports.with(port, List.of(new AddressPair("10.1.0.100", port.macAddress())), List.of()));

        assertThat(other.reaches("10.1.0.100")).isTrue();
    }

    @Test
    void guestsFindEachOtherByIpv6() throws Exception {
        UUID six = UUID.randomUUID();
        hosts.group(Ports.group(six, Ports.rule("ingress", "IPv6", 58), Ports.rule("egress", "IPv6", null)));
        groups();
        TestGuest here = hosts.guest(hosts.one, Ports.withIpv6(network.guest("10.1.0.1", six), "fd00::1"));
        hosts.guest(hosts.one, Ports.withIpv6(network.guest("10.1.0.2", six), "fd00::2"));
        hosts.guest(hosts.two, Ports.withIpv6(network.guest("10.1.0.3", six), "fd00::3"));
        hosts.guest(hosts.two, Ports.withIpv6(network.guest("10.1.0.4", closed), "fd00::4"));

        assertThat(here.reaches("fd00::2")).isTrue();
        assertThat(here.reaches("fd00::3")).isTrue();
        assertThat(here.doesNotReach("fd00::4")).isTrue();
    }

    @Test
    void whatExceedsALimitIsDroppedInBothDirections() throws Exception {
        PortWiring port = network.unfiltered("10.1.0.1");
        PortWiring peer = network.unfiltered("10.1.0.2");
        TestGuest here = hosts.guest(hosts.one, port);
        TestGuest there = hosts.guest(hosts.one, peer);
        hosts.one.mechanism.wire(Ports.with(
                port,
                List.of(),
                List.of(new BandwidthLimit("egress", 1000, 0), new BandwidthLimit("ingress", 1000, 0))));
        Path heardThere = there.listen(folder);
        Path heardHere = here.listen(folder);

        // ten times what a second of the limit lets through
        int count = 1000;
        String text = "x".repeat(1200);
        here.send(IntStream.range(0, count)
                .mapToObj(i -> Frames.udp(peer.macAddress(), port.macAddress(), "10.1.0.1", "10.1.0.2", 5, 5, text))
                .toList());
        there.send(IntStream.range(0, count)
                .mapToObj(i -> Frames.udp(port.macAddress(), peer.macAddress(), "10.1.0.2", "10.1.0.1", 5, 5, text))
                .toList());

        for (Path heard : List.of(heardThere, heardHere)) {
            awaitText(heard, text);
            assertThat(TestGuest.frames(heard)).hasSizeBetween(20, count * 2 / 3);
        }
        assertThat(hosts.one.ofctl("dump-meters", "br-int")).contains("rate=1000 burst_size=800");
        hosts.one.mechanism.wire(Ports.with(Ports.down(port), List.of(), List.of()));
        assertThat(hosts.one.ofctl("dump-meters", "br-int")).doesNotContain("rate=1000");
    }

    @Test
    void rulesThatMakeNoSenseHarmNobody() throws Exception {
        hosts.group(Ports.group(
                open,
                Ports.rule("ingress", "IPv4", 47, 1, 2, null, null),
                Ports.rule("ingress", "IPv4", TCP, 9, 1, null, null),
                Ports.rule("ingress", "IPv4", TCP, 1, 70000, null, null),
                Ports.rule("ingress", "IPv4", null, null, null, "10.0.0.0/24,actions=NORMAL", null),
                Ports.rule("ingress", "IPv4", null, null, null, "localhost", null),
                Ports.rule("ingress", "IPv4", null, null, null, "fd00::/8", null),
                Ports.rule("ingress", "IPv9", null),
                Ports.rule("ingress", "IPv4", 999),
                Ports.rule("ingress", "IPv4", ICMP, 8, 0, null, null),
                Ports.rule("egress", "IPv4", null)));
        TestGuest here = hosts.guest(hosts.one, network.guest("10.1.0.1", open));
        hosts.guest(hosts.two, network.guest("10.1.0.2", open));
        assertThat(here.reaches("10.1.0.2")).isTrue();
    }

    @Test
    void aThousandRulesAreThereAtOnce() throws Exception {
        hosts.one.mechanism.wire(network.guest("10.1.0.1", open));
        hosts.group(new SecurityGroupState(
                open,
                1,
                IntStream.range(0, 1000)
                        .mapToObj(i -> Ports.rule("ingress", "IPv4", TCP, 10_000 + i, 10_000 + i, null, null))
                        .toList(),
                List.of()));
        assertThat(hosts.one
                        .ofctl("dump-flows", "br-int", "--no-stats", "table=82")
                        .lines())
                .filteredOn(line -> line.contains("tp_dst="))
                .hasSize(1000);
    }

    /** RFC 4291, appendix A. */
    private static String linkLocal(String mac) {
        String[] part = mac.split(":");
        return "fe80::%02x%s:%sff:fe%s:%s%s"
                .formatted(Integer.parseInt(part[0], 16) ^ 2, part[1], part[2], part[3], part[4], part[5]);
    }

    private static List<String> texts(Path heard, String... texts) {
        List<String> frames = TestGuest.frames(heard);
        return List.of(texts).stream()
                .filter(text -> frames.stream().anyMatch(frame -> frame.contains(Frames.hex(text) + "00")))
                .toList();
    }

    private static void awaitText(Path heard, String text) {
        await().atMost(TestHost.LIMIT)
                .until(() -> TestGuest.frames(heard).stream().anyMatch(frame -> frame.contains(Frames.hex(text))));
    }

    private static void awaitFrame(Path heard, String type) {
        await().atMost(TestHost.LIMIT)
                .until(() -> TestGuest.frames(heard).stream().anyMatch(frame -> frame.startsWith(type, 24)));
    }
}
