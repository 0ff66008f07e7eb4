package io.caelum.network;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.network.AgentState;
import io.caelum.platform.contract.network.DhcpAgentRpc;
import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.NetworkAgentReportRpc;
import io.caelum.platform.contract.network.NodeReportRpc;
import io.caelum.platform.contract.network.RouterAgentRpc;
import io.caelum.platform.contract.network.RouterPlan;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The agents of a network node, which remember what they were told. */
final class FakeNode implements AutoCloseable {

    final String host = "node-" + UUID.randomUUID();
    final List<RouterPlan> routers = new CopyOnWriteArrayList<>();
    final List<DhcpPlan> networks = new CopyOnWriteArrayList<>();
    final List<UUID> removed = new CopyOnWriteArrayList<>();

    private final NetworkAgentReportRpc control;
    final NodeReportRpc node;
    private final Bus.Served servedRouters;
    private final Bus.Served servedNetworks;

    FakeNode(Bus bus) {
        control = bus.client(NetworkAgentReportRpc.class);
        node = bus.client(NodeReportRpc.class);
        servedRouters = bus.serve(RouterAgentRpc.class, new RouterAgent(), Serving.onVirtualThreads(host));
        servedNetworks = bus.serve(DhcpAgentRpc.class, new DhcpAgent(), Serving.onVirtualThreads(host));
    }

    boolean isListening() {
        return servedRouters.isConsuming() && servedNetworks.isConsuming();
    }

    void reportsState() {
        reports("Simulated agent", "caelum-network-agent", Map.of("mechanism", "simulated"));
        reports("L3 agent", "caelum-l3-agent", Map.of());
        reports("DHCP agent", "caelum-dhcp-agent", Map.of());
    }

    void reports(String type, String binary, Map<String, Object> configurations) {
        await(control.reportState(new AgentState(host, type, binary, Instant.now(), configurations)));
    }

    Optional<RouterPlan> latest(String router) {
        return routers.stream()
                .filter(plan -> plan.routerId().toString().equals(router))
                .reduce((first, second) -> second.revision() > first.revision() ? second : first);
    }

    Optional<DhcpPlan> latestOf(String network) {
        return networks.stream()
                .filter(plan -> plan.networkId().toString().equals(network))
                .reduce((first, second) -> second.revision() > first.revision() ? second : first);
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    private final class RouterAgent implements RouterAgentRpc {

        @Override
        public Uni<Void> routerChanged(String agentHost, RouterPlan plan) {
            routers.add(plan);
            return node.routerReady(host, plan.routerId(), plan.revision(), Optional.empty());
        }

        @Override
        public Uni<Void> routerRemoved(String agentHost, UUID routerId, long revision) {
            removed.add(routerId);
            return Uni.createFrom().voidItem();
        }
    }

    private final class DhcpAgent implements DhcpAgentRpc {

        @Override
        public Uni<Void> networkChanged(String agentHost, DhcpPlan plan) {
            networks.add(plan);
            return node.dhcpReady(host, plan.networkId(), plan.revision(), Optional.empty());
        }

        @Override
        public Uni<Void> networkRemoved(String agentHost, UUID networkId, long revision) {
            removed.add(networkId);
            return Uni.createFrom().voidItem();
        }
    }

    @Override
    public void close() {
        servedRouters.close();
        servedNetworks.close();
    }
}
