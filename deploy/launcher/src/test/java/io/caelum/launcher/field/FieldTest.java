package io.caelum.launcher.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.launcher.home.Home;
import io.caelum.launcher.process.Shell;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real namespaces and a real Open vSwitch, as root. */
class FieldTest {

    /** No stack has this one: ports end at 65535. */
    private static final int PORT_BASE = 99_800;

    @TempDir
    Path folder;

    private Field field;
    private FieldPlan plan;

    @BeforeEach
    void plan() {
        plan = new FieldPlan(PORT_BASE, 1);
        field = new Field(plan, new Home(folder.resolve("home")).create());
    }

    @AfterEach
    void clear() {
        field.clear();
    }

    @Test
    void hostsReachEachOtherAndTheOutsideIsReachedFromTheNetworkNodeOnly() {
        field.lay();
        address("compute-1", FieldPlan.TUNNEL_CARD, "10.99.0.11/24");
        address(FieldPlan.NETWORK_NODE, FieldPlan.TUNNEL_CARD, "10.99.0.10/24");
        assertThat(reaches("compute-1", "10.99.0.10")).isTrue();
        assertThat(reaches("compute-1", FieldPlan.EXTERNAL_GATEWAY)).isFalse();
    }

    @Test
    void everyHostHasARunningSwitch() {
        field.lay();
        assertThat(field.parts()).hasSize(4).allMatch(part -> part.condition().isReady());
        bridge("compute-1", "br-int");
        assertThat(bridges("compute-1")).isEqualTo("br-int");
    }

    @Test
    void layingItAgainKeepsWhatRuns() {
        field.lay();
        var before = processes();
        field.lay();
        assertThat(processes()).isEqualTo(before);
    }

    @Test
    void aCableThatWasTakenAwayIsLaidAgain() {
        field.lay();
        plan.fabric().ip("link", "del", "under1");
        field.lay();
        assertThat(plan.namespaceOf("compute-1").has(FieldPlan.TUNNEL_CARD)).isTrue();
    }

    @Test
    void clearingEndsWhatRunsInItAndLeavesTheMachineAsItWas() throws Exception {
        var before = machine();
        field.lay();
        var guest = new ProcessBuilder(plan.namespaceOf("compute-1").inside(List.of("sleep", "600"))).start();
        field.clear();
        assertThat(guest.waitFor()).isNotZero();
        assertThat(field.parts()).allMatch(part -> part.process().isEmpty());
        assertThat(Namespace.withPrefix(plan.prefix())).isEmpty();
        assertThat(machine()).isEqualTo(before);
    }

    private void address(String host, String card, String address) {
        plan.namespaceOf(host).ip("address", "add", address, "dev", card);
    }

    private boolean reaches(String host, String address) {
        return Shell.run(plan.namespaceOf(host).inside(List.of("ping", "-c", "2", "-W", "2", address)))
                .isSuccess();
    }

    /** As the host's agent does it, which speaks the database's own protocol. */
    private void bridge(String host, String name) {
        Shell.run(List.of(
                        "ovsdb-client", "transact", "unix:" + field.folder(host).resolve("db.sock"), """
                        ["Open_vSwitch",
                         {"op": "insert", "table": "Bridge", "row": {"name": "%s"}, "uuid-name": "b"},
                         {"op": "mutate", "table": "Open_vSwitch", "where": [],
                          "mutations": [["bridges", "insert", ["named-uuid", "b"]]]}]""".formatted(
                                        name)))
                .orThrow();
    }

    private String bridges(String host) {
        return Shell.run(List.of("ovs-vsctl", "--db=unix:" + field.folder(host).resolve("db.sock"), "list-br"))
                .orThrow()
                .lines()
                .collect(Collectors.joining(" "));
    }

    private List<Long> processes() {
        return field.parts().stream()
                .flatMap(part -> part.process().stream())
                .map(process -> process.pid())
                .toList();
    }

    /** Links, addresses, routes and rules of the machine itself. */
    private static String machine() {
        return List.of(
                        "ip -o link",
                        "ip route show table all",
                        "ip -6 route show table all",
                        "ip rule",
                        "nft list ruleset")
                .stream()
                .map(command -> Shell.run(List.of(command.split(" "))).output())
                .collect(Collectors.joining("\n--\n"));
    }
}
