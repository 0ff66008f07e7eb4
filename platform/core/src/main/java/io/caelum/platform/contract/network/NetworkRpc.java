package io.caelum.platform.contract.network;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/**
 * What compute asks the network service, as the user of the context. Served by every network control. 1.3: ports are wired
 * on a second host before they go there. 1.2: attachments tell of floating addresses. 1.1: attachments. 1.0: first.
 */
@RpcTopic(value = "network", exchange = "neutron", version = "1.3")
public interface NetworkRpc {

    /**
     * Checks what a user asked for before anything is made: networks and ports exist and may be used, ports are free,
     * fixed addresses fit, the security groups (names or ids) are there, the port quota allows {@code servers} times the
     * new ports. Resolves an empty list to the
     * project's only network (none: no ports; several: a Fault CONFLICT that names them).
     */
    @Call(timeoutMillis = Call.WITHIN_A_REQUEST)
    Uni<List<RequestedPort>> resolve(List<RequestedPort> requested, int servers, List<String> securityGroups);

    /**
     * Creates or adopts the ports of a server and binds them to a host, all or none. May be repeated: ports that exist
     * are taken as they are (and bound to the new host if it differs). The host's agent is told to wire them; when
     * all is wired compute hears {@code network-vif-plugged} for each.
     */
    @Call(timeoutMillis = 20_000)
    Uni<List<BoundPort>> bindPorts(ServerPorts ports);

    /**
     * Gives back what {@link #bindPorts} took for a server: ports made for it are deleted, given ones are unbound and
     * freed. May be repeated; nothing there is fine.
     */
    @Call(timeoutMillis = 20_000)
    Uni<Void> releasePorts(UUID serverId);

    /**
     * Has ports of a server wired on a further host too, all or none, while they stay bound to the one where they are. May be
     * repeated. A guest can go there while it runs, and is reached there at once.
     */
    @Call(timeoutMillis = 20_000)
    Uni<List<BoundPort>> prepareBindings(ServerPorts ports);

    /**
     * All ports of a server are bound to this host from now on, and no longer wired on the one where they were. Those that
     * were not prepared are bound as {@link #bindPorts} does. May be repeated.
     */
    @Call(timeoutMillis = 20_000)
    Uni<List<BoundPort>> activateBindings(UUID serverId, String host);

    /** Takes back what {@link #prepareBindings} did and is not active. May be repeated; nothing there is fine. */
    @Call(timeoutMillis = 20_000)
    Uni<Void> dropBindings(UUID serverId);

    /** The state of a server's ports and their security groups, for whoever may see the server. */
    @Call(timeoutMillis = Call.WITHIN_A_REQUEST)
    Uni<ServerAttachments> attachments(UUID serverId);
}
