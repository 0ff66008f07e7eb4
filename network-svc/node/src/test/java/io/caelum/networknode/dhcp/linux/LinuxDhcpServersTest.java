package io.caelum.networknode.dhcp.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.caelum.networkagent.host.DeviceNames;
import io.caelum.networknode.dhcp.DhcpPlans;
import io.caelum.networknode.dhcp.DhcpServers;
import io.caelum.networknode.dhcp.DhcpServersContract;
import io.caelum.networknode.keep.NotInPlace;
import io.caelum.networknode.linux.Lab;
import io.caelum.networknode.metadata.FakeCompute;
import io.caelum.networknode.metadata.Guests;
import io.caelum.networknode.metadata.MetadataAnswers;
import io.caelum.networknode.metadata.MetadataServer;
import io.caelum.networknode.metadata.ServerFacts;
import io.caelum.networknode.metadata.Visits;
import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.DhcpPlan.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real clients of real servers; skipped where namespaces cannot be made. */
@Tag("long")
class LinuxDhcpServersTest extends DhcpServersContract {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SCRIPT = """
        #!/bin/sh
        [ "$1" = bound ] && env
        exit 0
        """;
    private static final UUID NEIGHBOUR = UUID.randomUUID();

    private final Set<String> wired = new HashSet<>();
    private final List<DhcpPlan> plans = new CopyOnWriteArrayList<>();
    private Lab lab;
    private MetadataServer metadata;

    @BeforeEach
    void makeNetwork() throws IOException {
        lab = Lab.open("dnsmasq", "haproxy", "ip", "ethtool", "udhcpc", "curl");
        lab.bridge("br-1");
        lab.namespace("g1");
        lab.connect("g1", "br-1", MAC);
        Path script = lab.run().resolve("udhcpc.script");
        Files.writeString(script, SCRIPT);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        answerGuests();
    }

    private void answerGuests() {
        var compute = new FakeCompute().with(SERVER, "web").with(NEIGHBOUR, "neighbour");
        metadata = MetadataServer.open(
                socket(),
                new MetadataAnswers(
                        new Guests(() -> plans),
                        new ServerFacts(compute, Clock.systemUTC()),
                        new Visits(Clock.systemUTC())));
    }

    private Path socket() {
        return lab.run().resolve("metadata.sock");
    }

    @AfterEach
    void takeAllAway() throws NotInPlace {
        if (lab != null) {
            metadata.close();
            for (var id : servers().present()) {
                servers().remove(id);
            }
            lab.close();
        }
    }

    @Override
    protected DhcpServers servers() {
        return new LinuxDhcpServers(lab.host(), lab.prefix(), lab.run().resolve("networks"), socket());
    }

    @Override
    protected void wire(DhcpPlan plan) {
        plans.removeIf(before -> before.networkId().equals(plan.networkId()));
        plans.add(plan);
        String device = DeviceNames.dhcp(plan.portId());
        if (wired.add(device)) {
            lab.wire(device, "br-1");
        }
    }

    @Override
    protected Optional<String> addressFor(DhcpPlan plan, String mac) {
        return lease().lines()
                .filter(line -> line.startsWith("ip="))
                .map(line -> line.substring("ip=".length()))
                .findFirst();
    }

    /** What a client was told, one {@code name=value} a line; empty if nobody told it anything. */
    private String lease(String... more) {
        var command = new ArrayList<String>(List.of(
                "udhcpc",
                "-i",
                "eth0",
                "-n",
                "-q",
                "-f",
                "-t",
                "4",
                "-T",
                "1",
                "-s",
                lab.run().resolve("udhcpc.script").toString(),
                "-O",
                "staticroutes",
                "-O",
                "mtu"));
        command.addAll(List.of(more));
        return lab.ask("g1", command.toArray(String[]::new)).orElse("");
    }

    @Test
    void aClientIsToldAllThatItsSubnetSays() throws NotInPlace {
        made(network.guest(SERVER, MAC, "10.72.0.11", "web", new Option("bootfile-name", "a b #\"c\"", 4)));
        assertThat(lease("-O", "bootfile").lines())
                .contains(
                        "ip=10.72.0.11",
                        "mask=24",
                        "router=10.72.0.1",
                        "dns=9.9.9.9 149.112.112.112",
                        "domain=cloud.test",
                        "hostname=web",
                        "mtu=1450",
                        "bootfile=a b #\"c\"",
                        "staticroutes=169.254.169.254/32 10.72.0.2 0.0.0.0/0 10.72.0.1 192.0.2.0/24 10.72.0.9");
    }

    @Test
    void aGuestLearnsAboutItselfAndNobodyElse() throws NotInPlace {
        DhcpPlan plan = made(network.guest(SERVER, MAC, "10.72.0.11", "web")
                .guest(NEIGHBOUR, "52:54:00:72:00:0c", "10.72.0.12", "neighbour"));
        becomes("10.72.0.11");
        assertThat(hostname()).contains("web");
        List<String> lies = List.of(
                "X-Forwarded-For: 10.72.0.12",
                "X-Instance-ID: " + NEIGHBOUR,
                "X-Caelum-Source: 10.72.0.12",
                "x-caelum-source: 10.72.0.12",
                "X-Caelum-Network: " + UUID.randomUUID(),
                "X-Tenant-ID: p2",
                "Forwarded: for=10.72.0.12",
                "X_Caelum_Source: 10.72.0.12");
        for (String lie : lies) {
            assertThat(hostname("-H", lie)).as(lie).contains("web");
        }
        assertThat(hostname("-H", "X-Caelum-Source: 10.72.0.12", "-H", "X-Caelum-Source: 10.72.0.12"))
                .contains("web");
        assertThat(hostname("-H", "Connection: X-Caelum-Source", "-H", "X-Caelum-Source: 10.72.0.12"))
                .contains("web");
        assertThat(plan.leases()).hasSize(2);

        becomes("10.72.0.99");
        assertThat(ask("%{http_code}", "/latest/meta-data/hostname")).contains("404");
    }

    @Test
    void theSameAddressInAnotherNetworkIsAnotherGuest() throws NotInPlace {
        made(network.guest(SERVER, MAC, "10.72.0.11", "web"));
        plans.add(
                new DhcpPlans().guest(NEIGHBOUR, MAC, "10.72.0.11", "neighbour").plan());
        becomes("10.72.0.11");
        assertThat(hostname()).contains("web");
    }

    @Test
    void guestsAreAnsweredAgainAfterThisProcessWasAway() throws NotInPlace {
        made(network.guest(SERVER, MAC, "10.72.0.11", "web"));
        becomes("10.72.0.11");
        metadata.close();
        assertThat(ask("%{http_code}", "/latest/meta-data/hostname")).contains("503");
        answerGuests();
        assertThat(hostname()).contains("web");
    }

    private void becomes(String ip) {
        lab.ask("g1", "ip", "addr", "flush", "dev", "eth0");
        lab.ask("g1", "ip", "addr", "add", ip + "/24", "dev", "eth0");
        lab.ask("g1", "ip", "route", "replace", "169.254.169.254/32", "via", "10.72.0.2");
    }

    private Optional<String> hostname(String... more) {
        return ask("", "/latest/meta-data/hostname", more);
    }

    private Optional<String> ask(String write, String path, String... more) {
        var command = new ArrayList<String>(List.of("curl", "-s", "--max-time", "10", "-w", write));
        if (!write.isEmpty()) {
            command.addAll(List.of("-o", "/dev/null"));
        }
        command.addAll(List.of(more));
        command.add("http://169.254.169.254" + path);
        return lab.ask("g1", command.toArray(String[]::new));
    }

    @Test
    void untilItsDeviceIsThereANetworkWaits() {
        assertThatThrownBy(() -> servers().ensure(network.plan()))
                .isInstanceOfSatisfying(
                        NotInPlace.class,
                        reason -> assertThat(reason.isWaiting()).isTrue());
    }

    @Test
    void aProcessThatWasKilledIsMissedAndStartedAgain() throws NotInPlace {
        DhcpPlan plan = made(network.guest(SERVER, MAC, "10.72.0.11", "web"));
        becomes("10.72.0.11");
        for (String program : List.of("dnsmasq", "haproxy")) {
            processes(plan, program).forEach(ProcessHandle::destroyForcibly);
            await().atMost(SOON).until(() -> servers().broken().contains(plan.networkId()));
            servers().ensure(plan);
            assertThat(servers().broken()).isEmpty();
        }
        // it runs before it listens
        await().atMost(SOON).untilAsserted(() -> assertThat(hostname()).contains("web"));
        assertThat(addressFor(plan, MAC)).contains("10.72.0.11");
    }

    @Test
    void aServerThatHasGivenALeaseOutlivesALaterOne() throws NotInPlace {
        DhcpPlan plan = made(network.guest(SERVER, MAC, "10.72.0.11", "web"));
        assertThat(addressFor(plan, MAC)).contains("10.72.0.11");
        List<Long> before = pids(plan);
        for (int i = 20; i < 25; i++) {
            made(network.guest(NEIGHBOUR, "52:54:00:72:00:" + i, "10.72.0." + i, "neighbour"));
            assertThat(addressFor(plan, MAC)).contains("10.72.0.11");
        }
        assertThat(pids(plan)).isEqualTo(before);
    }

    @Test
    void whereAPortHasOptionsOfItsOwnALaterLeaseIsServedToo() throws NotInPlace {
        var options = new Option("bootfile-name", "a", 4);
        made(network.guest(NEIGHBOUR, "52:54:00:72:00:ff", "10.72.0.10", "first", options));
        DhcpPlan plan = made(network.guest(SERVER, MAC, "10.72.0.11", "web", options));
        assertThat(lease("-O", "bootfile").lines()).contains("ip=10.72.0.11", "bootfile=a");
        made(network.guest(NEIGHBOUR, "52:54:00:72:00:fe", "10.72.0.12", "third"));
        assertThat(lease("-O", "bootfile").lines()).contains("ip=10.72.0.11", "bootfile=a");
        assertThat(pids(plan)).hasSize(2);
    }

    @Test
    void whyAGuestGetsNoAddressIsNamed() throws NotInPlace, IOException {
        DhcpPlan plan = made(network.guest(SERVER, MAC, "10.72.0.11", "web"));
        assertThat(probe(plan)).contains("dhcp-lease UNKNOWN", "metadata OK");
        addressFor(plan, MAC);
        assertThat(probe(plan)).contains("dhcp-lease OK", "metadata OK");

        Path folder = lab.run().resolve("networks").resolve(plan.networkId().toString());
        Path list = folder.resolve("dnsmasq.hosts");
        Path leases = folder.resolve("dnsmasq.leases");
        String right = Files.readString(leases);
        Files.writeString(leases, right.replace("10.72.0.11", "10.72.0.12"));
        assertThat(probe(plan)).contains("dhcp-lease BROKEN");
        Files.writeString(leases, right);

        Files.writeString(list, Files.readString(list).replace("10.72.0.11", "10.72.0.12"));
        assertThat(probe(plan)).contains("dhcp-lease BROKEN", "metadata OK");
        servers().ensure(plan);
        assertThat(probe(plan)).contains("dhcp-lease OK");

        processes(plan, "dnsmasq").forEach(LinuxDhcpServersTest::kill);
        assertThat(probe(plan)).contains("dhcp-lease BROKEN", "metadata OK");
        processes(plan, "haproxy").forEach(LinuxDhcpServersTest::kill);
        assertThat(probe(plan)).contains("dhcp-lease BROKEN", "metadata BROKEN");
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    private List<String> probe(DhcpPlan plan) {
        return servers().probe(plan, plan.leases()).stream()
                .map(finding -> finding.hop() + " " + finding.state())
                .toList();
    }

    @Test
    void whatRunsIsNotStartedAgain() throws NotInPlace {
        DhcpPlan plan = made(network.guest(SERVER, MAC, "10.72.0.11", "web"));
        List<Long> before = pids(plan);
        servers().ensure(plan);
        made(network.guest(NEIGHBOUR, "52:54:00:72:00:0c", "10.72.0.12", "neighbour"));
        assertThat(before).hasSize(2);
        assertThat(pids(plan)).isEqualTo(before);
    }

    @Test
    void aNamespaceThatSomebodyTookAwayComesBack() throws NotInPlace {
        DhcpPlan plan = made(network.guest(SERVER, MAC, "10.72.0.11", "web"));
        Lab.root("ip", "netns", "delete", lab.prefix() + "qdhcp-" + plan.networkId());
        DhcpServers servers = servers();
        assertThat(servers.broken()).containsExactly(plan.networkId());
        assertThatThrownBy(() -> servers.ensure(plan)).isInstanceOf(NotInPlace.class);
        assertThat(pids(plan)).isEmpty();

        wired.clear();
        await().atMost(SOON)
                .until(() ->
                        !Lab.root("ip", "-n", lab.prefix() + "host", "link").contains("@v"));
        wire(plan);
        servers.ensure(plan);
        assertThat(addressFor(plan, MAC)).contains("10.72.0.11");
    }

    @Test
    void whenANetworkIsRemovedNothingOfItRuns() throws NotInPlace {
        DhcpPlan plan = made(network.guest(SERVER, MAC, "10.72.0.11", "web"));
        servers().remove(plan.networkId());
        assertThat(pids(plan)).isEmpty();
        assertThat(lab.run().resolve("networks")).isEmptyDirectory();
    }

    private static List<Long> pids(DhcpPlan plan) {
        return processes(plan, "").map(ProcessHandle::pid).sorted().toList();
    }

    private static Stream<ProcessHandle> processes(DhcpPlan plan, String program) {
        return ProcessHandle.allProcesses().filter(process -> {
            String line = process.info().commandLine().orElse("");
            return line.contains(program) && line.contains("networks/" + plan.networkId() + "/");
        });
    }
}
