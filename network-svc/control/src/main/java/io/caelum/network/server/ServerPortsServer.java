package io.caelum.network.server;

import io.caelum.network.floatingip.ServerFloatingIps;
import io.caelum.network.port.ServerFixedIps;
import io.caelum.network.port.ServerNetworks;
import io.caelum.network.port.ServerPortService;
import io.caelum.network.port.ServerSecurityGroups;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.network.ServerNetwork;
import io.caelum.platform.contract.network.ServerPortsRpc;
import io.caelum.platform.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@ApplicationScoped
class ServerPortsServer implements ServerPortsRpc {

    @Inject
    Bus bus;

    @Inject
    ServerNetworks networks;

    @Inject
    ServerPortService ports;

    @Inject
    ServerSecurityGroups groups;

    @Inject
    ServerFixedIps fixedIps;

    @Inject
    ServerFloatingIps floatingIps;

    @ConfigProperty(name = "caelum.host")
    String host;

    void start(@Observes StartupEvent event) {
        bus.serve(ServerPortsRpc.class, this, Serving.onEventLoop(host));
    }

    @Override
    public Uni<ServerNetwork> networkOf(UUID serverId) {
        return networks.of(serverId);
    }

    @Override
    public Uni<Void> releasePort(UUID serverId, UUID portId) {
        mark(serverId);
        return ports.release(serverId, portId);
    }

    @Override
    public Uni<Void> addSecurityGroup(UUID serverId, String group) {
        mark(serverId);
        return groups.add(serverId, group);
    }

    @Override
    public Uni<Void> removeSecurityGroup(UUID serverId, String group) {
        mark(serverId);
        return groups.remove(serverId, group);
    }

    @Override
    public Uni<Void> addFixedIp(UUID serverId, UUID networkId) {
        mark(serverId);
        return fixedIps.add(serverId, networkId);
    }

    @Override
    public Uni<Void> removeFixedIp(UUID serverId, String address) {
        mark(serverId);
        return fixedIps.remove(serverId, address);
    }

    @Override
    public Uni<Void> addFloatingIp(UUID serverId, String address, Optional<String> fixedIp) {
        mark(serverId);
        return floatingIps.add(serverId, address, fixedIp);
    }

    @Override
    public Uni<Void> removeFloatingIp(UUID serverId, String address) {
        mark(serverId);
        return floatingIps.remove(serverId, address);
    }

    private static void mark(UUID serverId) {
        Span.current().setAttribute(Tracing.SERVER_ID, serverId.toString());
    }
}
