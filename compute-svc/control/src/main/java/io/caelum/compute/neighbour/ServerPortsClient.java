package io.caelum.compute.neighbour;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.network.ServerNetwork;
import io.caelum.platform.contract.network.ServerPortsRpc;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The network service, as far as it knows and changes the ports of servers that are there. */
@ApplicationScoped
public class ServerPortsClient {

    private final ServerPortsRpc ports;

    ServerPortsClient(Bus bus) {
        ports = bus.client(ServerPortsRpc.class);
    }

    public Uni<ServerNetwork> networkOf(UUID server) {
        return ports.networkOf(server);
    }

    public Uni<Void> release(UUID server, UUID port) {
        return ports.releasePort(server, port);
    }

    public Uni<Void> addSecurityGroup(UUID server, String group) {
        return explained(ports.addSecurityGroup(server, group));
    }

    public Uni<Void> removeSecurityGroup(UUID server, String group) {
        return explained(ports.removeSecurityGroup(server, group));
    }

    public Uni<Void> addFixedIp(UUID server, UUID network) {
        return explained(ports.addFixedIp(server, network));
    }

    public Uni<Void> removeFixedIp(UUID server, String address) {
        return explained(ports.removeFixedIp(server, address));
    }

    public Uni<Void> addFloatingIp(UUID server, String address, Optional<String> fixedIp) {
        return explained(ports.addFloatingIp(server, address, fixedIp));
    }

    public Uni<Void> removeFloatingIp(UUID server, String address) {
        return explained(ports.removeFloatingIp(server, address));
    }

    private static Uni<Void> explained(Uni<Void> call) {
        return Absence.explained(call, "network");
    }
}
