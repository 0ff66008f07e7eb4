package io.caelum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.platform.contract.network.SecurityGroupState;
import io.caelum.platform.contract.network.SurroundingsReportRpc;
import io.caelum.platform.contract.network.SurroundingsRpc;
import io.caelum.platform.contract.network.TunnelPeer;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What agents hear of what is around their ports. */
@QuarkusTest
class SurroundingsTest extends ServiceTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Bus bus;

    private final Api api = Api.ofNewProject();
    private final Heard heard = new Heard();
    private FakeAgent agent;
    private Bus.Served served;
    private SurroundingsReportRpc control;

    private static final class Heard implements SurroundingsRpc {

        final List<SecurityGroupState> groups = new CopyOnWriteArrayList<>();
        final AtomicInteger tunnels = new AtomicInteger();

        SecurityGroupState latest(String group) {
            return groups.stream()
                    .filter(state -> state.groupId().toString().equals(group))
                    .reduce((first, second) -> second.revision() > first.revision() ? second : first)
                    .orElse(new SecurityGroupState(UUID.fromString(group), 0, List.of(), List.of()));
        }

        @Override
        public Uni<Void> securityGroupsChanged(String host, List<SecurityGroupState> states) {
            groups.addAll(states);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> tunnelsChanged(String host) {
            tunnels.incrementAndGet();
            return Uni.createFrom().voidItem();
        }
    }

    @BeforeEach
    void aHostWithAnAgent() {
        agent = new FakeAgent(bus);
        served = bus.serve(SurroundingsRpc.class, heard, Serving.onVirtualThreads(agent.host));
        control = bus.client(SurroundingsReportRpc.class);
        await().atMost(SOON).until(() -> agent.isListening() && served.isConsuming() && bus.isReady());
        agent.reportsState();
        await().atMost(SOON)
                .until(() ->
                        !Api.admin().ids("/agents?host=" + agent.host, "agents").isEmpty());
    }

    @AfterEach
    void stop() {
        agent.close();
        served.close();
    }

    private String portOnHost(String network) {
        String port = api.port(network).getString("id");
        Api.admin()
                .put("/ports/" + port, Map.of("port", Map.of("binding:host_id", agent.host)))
                .statusCode(200);
        return port;
    }

    private PortWiring latest(String port) {
        return agent.told.stream()
                .filter(wiring -> wiring.portId().toString().equals(port))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static <T> T answer(Uni<T> uni) {
        return uni.await().atMost(SOON);
    }

    @Test
    void aHostHearsOfRulesAndMembersOfItsGroups() {
        String network = api.networkWithSubnet();
        String port = portOnHost(network);
        String group =
                api.ids("/security-groups?name=default", "security_groups").getFirst();
        await().atMost(SOON).until(() -> heard.latest(group).members().size() == 1);

        String other = api.port(network).getString("id");
        await().atMost(SOON).until(() -> heard.latest(group).members().size() == 2);
        String rule = api.create(
                        "security_group_rule",
                        Map.of(
                                "security_group_id",
                                group,
                                "direction",
                                "ingress",
                                "protocol",
                                "tcp",
                                "port_range_min",
                                22,
                                "port_range_max",
                                22))
                .getString("id");
        await().atMost(SOON)
                .until(() -> heard.latest(group).rules().stream()
                        .anyMatch(one -> one.protocol().equals(Optional.of(6))));
        assertThat(answer(control.securityGroupsOf(agent.host))).singleElement().satisfies(state -> {
            assertThat(state.groupId()).isEqualTo(UUID.fromString(group));
            assertThat(state.rules()).hasSize(5);
            assertThat(state.members()).hasSize(2);
        });

        api.delete("/security-group-rules/" + rule).statusCode(204);
        api.delete("/ports/" + other).statusCode(204);
        await().atMost(SOON)
                .until(() -> heard.latest(group).rules().size() == 4
                        && heard.latest(group).members().size() == 1);
        api.delete("/ports/" + port).statusCode(204);
        await().atMost(SOON)
                .until(() -> answer(control.securityGroupsOf(agent.host)).isEmpty());
    }

    @Test
    void aWiringHasGroupsPairsAndLimitsAndIsToldAgainWhenTheyChange() {
        String network = api.networkWithSubnet();
        String port = portOnHost(network);
        String group =
                api.ids("/security-groups?name=default", "security_groups").getFirst();
        await().atMost(SOON).until(() -> agent.told.size() >= 1);
        assertThat(latest(port).securityGroups()).containsExactly(UUID.fromString(group));
        assertThat(latest(port).portSecurity()).isTrue();
        agent.reportsWired(UUID.fromString(port), latest(port).bindingGeneration());

        Api admin = Api.admin();
        String policy = admin.post("/qos/policies", Map.of("policy", Map.of("name", "slow", "shared", true)))
                .extract()
                .path("policy.id");
        api.put(
                        "/ports/" + port,
                        Map.of(
                                "port",
                                Map.of(
                                        "qos_policy_id",
                                        policy,
                                        "allowed_address_pairs",
                                        List.of(Map.of("ip_address", "10.9.0.0/24")))))
                .statusCode(200);
        await().atMost(SOON).until(() -> latest(port).allowedAddressPairs().size() == 1);
        admin.post(
                        "/qos/policies/" + policy + "/bandwidth_limit_rules",
                        Map.of("bandwidth_limit_rule", Map.of("max_kbps", 1000, "max_burst_kbps", 100)))
                .statusCode(201);
        await().atMost(SOON)
                .until(() -> latest(port)
                        .bandwidthLimits()
                        .equals(List.of(new PortWiring.BandwidthLimit("egress", 1000, 100))));
        assertThat(agent.asksForItsWirings()).containsExactly(latest(port));

        agent.reportsWired(UUID.fromString(port), latest(port).bindingGeneration());
        int told = agent.told.size();
        await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> agent.told.size() <= told + 1);
    }

    @Test
    void hostsWithTunnelsHearOfEachOther() {
        agent.reportsTunnel("192.0.2.1");
        await().atMost(SOON).until(() -> heard.tunnels.get() > 0);
        try (var other = new FakeAgent(bus)) {
            int before = heard.tunnels.get();
            other.reportsTunnel("192.0.2.2");
            await().atMost(SOON).until(() -> heard.tunnels.get() > before);
            assertThat(answer(control.tunnelsOf(agent.host)))
                    .contains(new TunnelPeer(other.host, "192.0.2.2"))
                    .noneMatch(peer -> peer.host().equals(agent.host));
        }
    }
}
