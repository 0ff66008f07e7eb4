package io.caelum.network.server;

import io.caelum.network.node.NodeReports;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.NodeReportRpc;
import io.caelum.platform.contract.network.RouterPlan;
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
class NodeReportServer implements NodeReportRpc {

    @Inject
    Bus bus;

    @Inject
    NodeReports reports;

    @ConfigProperty(name = "caelum.host")
    String host;

    void start(@Observes StartupEvent event) {
        bus.serve(NodeReportRpc.class, this, Serving.onEventLoop(host));
    }

    @Override
    public Uni<List<RouterPlan>> routersOf(String node) {
        return reports.routersOf(node);
    }

    @Override
    public Uni<List<DhcpPlan>> dhcpNetworksOf(String node) {
        return reports.networksOf(node);
    }

    @Override
    public Uni<Void> routerReady(String node, UUID routerId, long revision, Optional<String> error) {
        return reports.routerReady(node, routerId, revision, error);
    }

    @Override
    public Uni<Void> dhcpReady(String node, UUID networkId, long revision, Optional<String> error) {
        return reports.dhcpReady(node, networkId, revision, error);
    }
}
