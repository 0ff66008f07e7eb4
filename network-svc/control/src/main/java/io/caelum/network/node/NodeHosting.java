package io.caelum.network.node;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.neighbour.NodeClient;
import io.caelum.network.port.DevicePorts;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Gives routers and networks to hosts, and takes them away. */
@ApplicationScoped
public class NodeHosting {

    @Inject
    Hostings hostings;

    @Inject
    DevicePorts ports;

    @Inject
    NodeClient nodes;

    @Inject
    Plans plans;

    /** The host that runs a router or serves a network; empty for none. */
    public Uni<Optional<String>> hostOf(Tx tx, UUID id) {
        return hostings.hostOf(tx, id);
    }

    public Uni<List<UUID>> on(Tx tx, NodeKind kind, String host) {
        return hostings.on(tx, kind, host);
    }

    /** By an administrator; refused if another host has it. */
    public Uni<Void> give(Tx tx, NodeKind kind, UUID id, String host) {
        return assign(tx, kind, id, "", host)
                .chain(given -> given
                        ? Uni.createFrom().voidItem()
                        : hostings.hostOf(tx, id)
                                .invoke(present -> {
                                    throw NetworkFaults.conflict(
                                            kind == NodeKind.ROUTER
                                                    ? "RouterHostedByL3Agent"
                                                    : "NetworkHostedByDHCPAgent",
                                            (kind == NodeKind.ROUTER ? "The router " : "The network ") + id
                                                    + " has been already hosted by the agent on host "
                                                    + present.orElse("?") + ".");
                                })
                                .replaceWithVoid());
    }

    /** By an administrator: nobody takes it up by himself. */
    public Uni<Void> take(Tx tx, NodeKind kind, UUID id, String host) {
        return hostings.leave(tx, id, host)
                .invoke(was -> {
                    if (!was) {
                        throw NetworkFaults.conflict(
                                kind == NodeKind.ROUTER ? "RouterNotHostedByL3Agent" : "NetworkNotHostedByDhcpAgent",
                                (kind == NodeKind.ROUTER ? "The router " : "The network ") + id
                                        + " is not hosted by the agent on host " + host + ".");
                    }
                })
                .chain(() -> ports.place(tx, kind.deviceId(id), kind.owners(), ""))
                .chain(() -> removedAfter(tx, kind, id, host));
    }

    /** Whether it was. Its ports go to the host with it. */
    Uni<Boolean> assign(Tx tx, NodeKind kind, UUID id, String from, String host) {
        return hostings.assign(tx, kind, id, from, host)
                .call(given -> given
                        ? ports.place(tx, kind.deviceId(id), kind.owners(), host)
                                .invoke(() -> plans.changedAfter(tx, kind, id))
                        : Uni.createFrom().voidItem());
    }

    /** Binds the ports of what a host has, if they are elsewhere or could not be bound. */
    Uni<Void> align(Tx tx, NodeKind kind, UUID id, String host) {
        return ports.place(tx, kind.deviceId(id), kind.owners(), host);
    }

    Uni<Void> removedAfter(Tx tx, NodeKind kind, UUID id, String host) {
        return hostings.nextRevision(tx)
                .invoke(revision -> tx.afterCommit(() -> {
                    switch (kind) {
                        case ROUTER -> nodes.routerRemoved(host, id, revision);
                        case DHCP -> nodes.networkRemoved(host, id, revision);
                    }
                }))
                .replaceWithVoid();
    }

    public Uni<Void> routerGoes(Tx tx, UUID id) {
        return goes(tx, NodeKind.ROUTER, id).replaceWithVoid();
    }

    /** With the port of the agent that served it. */
    public Uni<Void> networkGoes(Tx tx, UUID id) {
        return goes(tx, NodeKind.DHCP, id)
                .chain(hosted -> hosted
                        ? ports.ofDevice(tx, NodeKind.DHCP.deviceId(id), NodeKind.DHCP.owners())
                                .chain(found -> ports.delete(
                                        tx,
                                        found.stream().map(port -> port.id()).toList()))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Boolean> goes(Tx tx, NodeKind kind, UUID id) {
        return hostings.remove(tx, id)
                .call(host -> host.isPresent()
                        ? removedAfter(tx, kind, id, host.get())
                        : Uni.createFrom().voidItem())
                .map(Optional::isPresent);
    }
}
