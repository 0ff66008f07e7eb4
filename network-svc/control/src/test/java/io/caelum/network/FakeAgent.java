package io.caelum.network;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.network.AgentState;
import io.caelum.platform.contract.network.NetworkAgentReportRpc;
import io.caelum.platform.contract.network.NetworkAgentRpc;
import io.caelum.platform.contract.network.PortWiring;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The agent of a host that remembers what it was told, and says what the test wants. */
final class FakeAgent implements NetworkAgentRpc, AutoCloseable {

    record Unwired(UUID portId, long generation) {}

    final String host = "host-" + UUID.randomUUID();
    final List<PortWiring> told = new CopyOnWriteArrayList<>();
    final List<Unwired> unwired = new CopyOnWriteArrayList<>();

    private final NetworkAgentReportRpc control;
    private final Bus.Served served;

    FakeAgent(Bus bus) {
        control = bus.client(NetworkAgentReportRpc.class);
        served = bus.serve(NetworkAgentRpc.class, this, Serving.onVirtualThreads(host));
    }

    boolean isListening() {
        return served.isConsuming();
    }

    void reportsState() {
        await(control.reportState(new AgentState(
                host, "Simulated agent", "caelum-network-agent", Instant.now(), Map.of("mechanism", "simulated"))));
    }

    void reportsTunnel(String address) {
        await(control.reportState(new AgentState(
                host,
                "Open vSwitch agent",
                "neutron-openvswitch-agent",
                Instant.now(),
                Map.of("mechanism", "ovs", "tunneling_ip", address))));
    }

    void reportsWired(UUID portId, long generation) {
        await(control.portWired(host, portId, generation, Optional.empty()));
    }

    void reportsFailure(UUID portId, long generation, String error) {
        await(control.portWired(host, portId, generation, Optional.of(error)));
    }

    List<PortWiring> asksForItsWirings() {
        return await(control.wiringsOf(host));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    @Override
    public Uni<Void> wirePort(String agentHost, PortWiring wiring) {
        told.add(wiring);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> unwirePort(String agentHost, UUID portId, long bindingGeneration) {
        unwired.add(new Unwired(portId, bindingGeneration));
        return Uni.createFrom().voidItem();
    }

    @Override
    public void close() {
        served.close();
    }
}
