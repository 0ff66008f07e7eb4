package io.caelum.network.server;

import io.caelum.network.agent.Agents;
import io.caelum.network.wiring.WiringReports;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.network.AgentState;
import io.caelum.platform.contract.network.NetworkAgentReportRpc;
import io.caelum.platform.contract.network.PortWiring;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@ApplicationScoped
class AgentReportServer implements NetworkAgentReportRpc {

    @Inject
    Bus bus;

    @Inject
    Agents agents;

    @Inject
    WiringReports reports;

    @ConfigProperty(name = "caelum.host")
    String host;

    void start(@Observes StartupEvent event) {
        bus.serve(NetworkAgentReportRpc.class, this, Serving.onEventLoop(host));
    }

    @Override
    public Uni<Void> reportState(AgentState state) {
        return agents.report(state);
    }

    @Override
    public Uni<Void> portWired(String agentHost, UUID portId, long bindingGeneration, Optional<String> error) {
        return reports.portWired(agentHost, portId, bindingGeneration, error);
    }

    @Override
    public Uni<List<PortWiring>> wiringsOf(String agentHost) {
        return reports.wiringsOf(agentHost);
    }
}
