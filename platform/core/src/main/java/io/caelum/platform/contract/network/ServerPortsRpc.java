package io.caelum.platform.contract.network;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/**
 * What compute asks about the ports of a server that is there, and has changed in them, as the user of the context. Served by
 * every network control. What changes is told by {@code network-changed}, too. 1.0: first.
 */
@RpcTopic(value = "network", exchange = "neutron", namespace = "server-ports", version = "1.0")
public interface ServerPortsRpc {

    /** The server's ports and groups as they are now; empty for a server that has none. */
    @Call(timeoutMillis = Call.WITHIN_A_REQUEST)
    Uni<ServerNetwork> networkOf(UUID serverId);

    /**
     * Gives back one port: one that was made for the server is deleted, a given one is unbound and freed. May be repeated;
     * nothing there, or a port of another device, is fine.
     */
    @Call(timeoutMillis = 20_000)
    Uni<Void> releasePort(UUID serverId, UUID portId);

    /**
     * Puts all ports of the server into a group. May be repeated.
     *
     * @param group name or id; a Fault of kind NOT_FOUND for an unknown one, or a server without ports; BAD_REQUEST where a
     *     port has no port security or no address
     */
    @Call(timeoutMillis = Call.WITHIN_A_REQUEST)
    Uni<Void> addSecurityGroup(UUID serverId, String group);

    /** @param group name or id; a Fault of kind NOT_FOUND for an unknown one, and one in which no port of the server is */
    @Call(timeoutMillis = Call.WITHIN_A_REQUEST)
    Uni<Void> removeSecurityGroup(UUID serverId, String group);

    /** Gives a further address to the server's port on a network; NOT_FOUND if it has none there. */
    @Call(timeoutMillis = Call.WITHIN_A_REQUEST)
    Uni<Void> addFixedIp(UUID serverId, UUID networkId);

    /** Takes an address from whichever port has it; BAD_REQUEST if none has. */
    @Call(timeoutMillis = Call.WITHIN_A_REQUEST)
    Uni<Void> removeFixedIp(UUID serverId, String address);

    /**
     * Lets a floating address lead to the server.
     *
     * @param fixedIp the server's address to which it leads; empty for its first IPv4 one
     */
    @Call(timeoutMillis = Call.WITHIN_A_REQUEST)
    Uni<Void> addFloatingIp(UUID serverId, String address, Optional<String> fixedIp);

    /** Frees a floating address; CONFLICT if it does not lead to the server. */
    @Call(timeoutMillis = Call.WITHIN_A_REQUEST)
    Uni<Void> removeFloatingIp(UUID serverId, String address);
}
