package io.caelum.compute.server.attachment;

import io.caelum.compute.http.Ids;
import io.caelum.compute.neighbour.NetworkClient;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.Servers;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.ServerAttachments;
import io.caelum.platform.data.Db;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Shows interfaces: the ports that the server's row has, in the state in which the network service has them now. */
@ApplicationScoped
class InterfaceReader {

    private final Db db;
    private final Servers servers;
    private final NetworkClient network;

    InterfaceReader(Db db, Servers servers, NetworkClient network) {
        this.db = db;
        this.servers = servers;
        this.network = network;
    }

    Uni<List<InterfaceView>> list(RequestContext who, UUID id) {
        return db.read(tx -> servers.require(tx, who, id)).chain(server -> views(server, server.ports()));
    }

    Uni<InterfaceView> show(RequestContext who, UUID id, String port) {
        return db.read(tx -> servers.require(tx, who, id))
                .chain(server -> views(server, List.of(requirePort(server, port))))
                .map(List::getFirst);
    }

    static BoundPort requirePort(Server server, String port) {
        return server.ports().stream()
                .filter(bound -> Ids.parse(port).filter(bound.portId()::equals).isPresent())
                .findFirst()
                .orElseThrow(() ->
                        Fault.notFound("Instance %s does not have a port with id %s".formatted(server.id(), port)));
    }

    private Uni<List<InterfaceView>> views(Server server, List<BoundPort> ports) {
        if (ports.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return network.attachments(server.id()).map(attached -> {
            Map<UUID, String> states = attached.ports().stream()
                    .collect(Collectors.toMap(ServerAttachments.Port::id, ServerAttachments.Port::status));
            return ports.stream()
                    .map(port -> InterfaceView.of(port, states.getOrDefault(port.portId(), "DOWN")))
                    .toList();
        });
    }
}
