package io.caelum.network.server;

import io.caelum.network.surroundings.Surroundings;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.network.SecurityGroupState;
import io.caelum.platform.contract.network.SurroundingsReportRpc;
import io.caelum.platform.contract.network.TunnelPeer;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@ApplicationScoped
class SurroundingsServer implements SurroundingsReportRpc {

    @Inject
    Bus bus;

    @Inject
    Surroundings surroundings;

    @ConfigProperty(name = "caelum.host")
    String host;

    void start(@Observes StartupEvent event) {
        bus.serve(SurroundingsReportRpc.class, this, Serving.onEventLoop(host));
    }

    @Override
    public Uni<List<SecurityGroupState>> securityGroupsOf(String agentHost) {
        return surroundings.securityGroupsOf(agentHost);
    }

    @Override
    public Uni<List<TunnelPeer>> tunnelsOf(String agentHost) {
        return surroundings.tunnelsOf(agentHost);
    }
}
