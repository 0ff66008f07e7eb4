package io.caelum.compute.neighbour;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.NetworkRpc;
import io.caelum.platform.contract.network.RequestedPort;
import io.caelum.platform.contract.network.ServerAttachments;
import io.caelum.platform.contract.network.ServerPorts;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The network service, as compute sees it. */
@ApplicationScoped
public class NetworkClient {

    private final NetworkRpc network;

    NetworkClient(Bus bus) {
        network = bus.client(NetworkRpc.class);
    }

    /** Checks what a request wants before anything is made; what does not exist is the request's mistake. */
    public Uni<List<RequestedPort>> resolve(List<RequestedPort> wanted, int servers, List<String> securityGroups) {
        return Absence.explained(network.resolve(wanted, servers, securityGroups), "network")
                .onFailure(Fault.class)
                .transform(failure -> asRequestFault((Fault) failure));
    }

    private static Fault asRequestFault(Fault fault) {
        return fault.kind() == Fault.Kind.NOT_FOUND
                ? new Fault(Fault.Kind.BAD_REQUEST, fault.type(), fault.getMessage())
                : fault;
    }

    public Uni<List<BoundPort>> bind(ServerPorts ports) {
        return ports.ports().isEmpty() ? Uni.createFrom().item(List.of()) : network.bindPorts(ports);
    }

    /** Has a server's ports wired on a further host too. */
    public Uni<List<BoundPort>> prepare(ServerPorts ports) {
        return ports.ports().isEmpty() ? Uni.createFrom().item(List.of()) : network.prepareBindings(ports);
    }

    /** All its ports are that host's from now on. */
    public Uni<List<BoundPort>> activate(UUID server, String host) {
        return network.activateBindings(server, host);
    }

    /** Takes back what {@link #prepare} did. */
    public Uni<Void> drop(UUID server) {
        return network.dropBindings(server);
    }

    /** What the server is attached to at this moment. */
    public Uni<ServerAttachments> attachments(UUID server) {
        return Absence.explained(network.attachments(server), "network");
    }

    public Uni<Void> release(UUID server) {
        return network.releasePorts(server);
    }
}
