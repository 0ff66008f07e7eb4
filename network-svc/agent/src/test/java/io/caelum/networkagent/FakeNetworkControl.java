package io.caelum.networkagent;

import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.contract.network.AgentState;
import io.caelum.platform.contract.network.NetworkAgentReportRpc;
import io.caelum.platform.contract.network.PortWiring;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Network control as agents see it, with a memory. */
final class FakeNetworkControl implements NetworkAgentReportRpc {

    record Report(String host, UUID portId, long generation, Optional<String> error) {}

    final List<Report> reports = new ArrayList<>();
    List<PortWiring> wanted = List.of();
    AgentState state;
    boolean away;

    /** What happens between the question for the wirings and its answer. */
    Runnable whileAsked = () -> {};

    @Override
    public Uni<Void> reportState(AgentState reported) {
        state = reported;
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> portWired(String host, UUID portId, long bindingGeneration, Optional<String> error) {
        if (away) {
            return Uni.createFrom().failure(new RpcUnreachableException("nobody serves network-reports"));
        }
        reports.add(new Report(host, portId, bindingGeneration, error));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<List<PortWiring>> wiringsOf(String host) {
        return Uni.createFrom().item(() -> {
            List<PortWiring> answer = wanted;
            whileAsked.run();
            return answer;
        });
    }
}
