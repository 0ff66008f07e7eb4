package io.caelum.networknode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.networknode.dhcp.DhcpPlans;
import io.caelum.networknode.router.RouterPlans;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.network.AgentState;
import io.caelum.platform.contract.network.DhcpAgentRpc;
import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.NetworkAgentReportRpc;
import io.caelum.platform.contract.network.NodeReportRpc;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.platform.contract.network.RouterAgentRpc;
import io.caelum.platform.contract.network.RouterPlan;
import io.caelum.testkit.WithRabbitMq;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The L3 and DHCP agents in their process, on a real broker. */
@QuarkusTest
@QuarkusTestResource(WithRabbitMq.class)
class NodeAgentsTest {

    private static final String HOST = "network-1";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Bus bus;

    private final Control control = new Control();
    private final List<Bus.Served> served = new CopyOnWriteArrayList<>();

    @BeforeEach
    void serveNetworkControl() {
        served.add(bus.serve(NetworkAgentReportRpc.class, control, Serving.onEventLoop("node-control-test")));
        served.add(bus.serve(NodeReportRpc.class, control, Serving.onEventLoop("node-control-test")));
    }

    @AfterEach
    void stopServing() {
        served.forEach(Bus.Served::close);
    }

    @Test
    void bothAgentsReportThemselves() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(control.states)
                        .extracting(AgentState::binary)
                        .contains("caelum-l3-agent", "caelum-dhcp-agent"));
        assertThat(control.states)
                .filteredOn(state -> state.agentType().equals("L3 agent"))
                .allSatisfy(state -> assertThat(state.configurations()).containsEntry("driver", "simulated"));
    }

    @Test
    void aRouterThatIsAskedForIsMadeAndRemoved() {
        RouterPlan plan =
                new RouterPlans().floating("172.30.0.21", "10.71.1.11").plan();
        control.routers = List.of(plan);
        RouterAgentRpc agent = bus.client(RouterAgentRpc.class);
        agent.routerChanged(HOST, plan).await().atMost(SOON);
        await().atMost(SOON).until(() -> control.ready.contains(plan.routerId()));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(control.states)
                        .anySatisfy(state -> assertThat(state.configurations()).containsEntry("floating_ips", 1)));

        control.routers = List.of();
        agent.routerRemoved(HOST, plan.routerId(), plan.revision()).await().atMost(SOON);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(lastOf("L3 agent").configurations()).containsEntry("routers", 0));
    }

    @Test
    void aNetworkThatIsAskedForIsServed() {
        DhcpPlan plan = new DhcpPlans()
                .guest(UUID.randomUUID(), "52:54:00:72:00:0b", "10.72.0.11", "web")
                .plan();
        control.networks = List.of(plan);
        bus.client(DhcpAgentRpc.class).networkChanged(HOST, plan).await().atMost(SOON);
        await().atMost(SOON).until(() -> control.ready.contains(plan.networkId()));
    }

    private AgentState lastOf(String type) {
        return control.states.stream()
                .filter(state -> state.agentType().equals(type))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static final class Control implements NetworkAgentReportRpc, NodeReportRpc {

        private final List<AgentState> states = new CopyOnWriteArrayList<>();
        private final List<UUID> ready = new CopyOnWriteArrayList<>();
        private volatile List<RouterPlan> routers = List.of();
        private volatile List<DhcpPlan> networks = List.of();

        @Override
        public Uni<Void> reportState(AgentState state) {
            states.add(state);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> portWired(String host, UUID portId, long bindingGeneration, Optional<String> error) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<List<PortWiring>> wiringsOf(String host) {
            return Uni.createFrom().item(List.of());
        }

        @Override
        public Uni<List<RouterPlan>> routersOf(String host) {
            return Uni.createFrom().item(routers);
        }

        @Override
        public Uni<List<DhcpPlan>> dhcpNetworksOf(String host) {
            return Uni.createFrom().item(networks);
        }

        @Override
        public Uni<Void> routerReady(String host, UUID routerId, long revision, Optional<String> error) {
            ready.add(routerId);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> dhcpReady(String host, UUID networkId, long revision, Optional<String> error) {
            ready.add(networkId);
            return Uni.createFrom().voidItem();
        }
    }
}
