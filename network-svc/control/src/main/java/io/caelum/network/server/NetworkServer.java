package io.caelum.network.server;

import io.caelum.network.port.Attachments;
import io.caelum.network.port.ServerPortService;
import io.caelum.network.port.ServerRequestCheck;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.NetworkRpc;
import io.caelum.platform.contract.network.RequestedPort;
import io.caelum.platform.contract.network.ServerAttachments;
import io.caelum.platform.contract.network.ServerPorts;
import io.caelum.platform.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@ApplicationScoped
class NetworkServer implements NetworkRpc {

    @Inject
    Bus bus;

    @Inject
    ServerRequestCheck check;

    @Inject
    ServerPortService serverPorts;

    @Inject
    Attachments attachments;

    @ConfigProperty(name = "caelum.host")
    String host;

    void start(@Observes StartupEvent event) {
        bus.serve(NetworkRpc.class, this, Serving.onEventLoop(host));
    }

    @Override
    public Uni<List<RequestedPort>> resolve(List<RequestedPort> requested, int servers, List<String> securityGroups) {
        return check.resolve(requested, servers, securityGroups);
    }

    @Override
    public Uni<List<BoundPort>> bindPorts(ServerPorts ports) {
        Span.current().setAttribute(Tracing.SERVER_ID, ports.serverId().toString());
        return serverPorts.bind(ports);
    }

    @Override
    public Uni<List<BoundPort>> prepareBindings(ServerPorts ports) {
        Span.current().setAttribute(Tracing.SERVER_ID, ports.serverId().toString());
        return serverPorts.prepare(ports);
    }

    @Override
    public Uni<List<BoundPort>> activateBindings(UUID serverId, String host) {
        Span.current().setAttribute(Tracing.SERVER_ID, serverId.toString());
        return serverPorts.activate(serverId, host);
    }

    @Override
    public Uni<Void> dropBindings(UUID serverId) {
        Span.current().setAttribute(Tracing.SERVER_ID, serverId.toString());
        return serverPorts.drop(serverId);
    }

    @Override
    public Uni<ServerAttachments> attachments(UUID serverId) {
        return attachments.of(serverId);
    }

    @Override
    public Uni<Void> releasePorts(UUID serverId) {
        Span.current().setAttribute(Tracing.SERVER_ID, serverId.toString());
        return serverPorts.release(serverId);
    }
}
