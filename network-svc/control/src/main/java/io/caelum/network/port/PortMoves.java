package io.caelum.network.port;

import io.caelum.network.neighbour.AgentClient;
import io.caelum.network.network.NetworkFacts;
import io.caelum.network.network.Networks;
import io.caelum.network.notice.Notices;
import io.caelum.network.wiring.HostBinding;
import io.caelum.network.wiring.HostBindings;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Ports whose server goes to another host while it runs. They are wired there first and stay bound where they are; when the
 * server has gone the second wiring becomes the binding, with its number, and the first one is taken away. All ports that
 * come here are locked.
 */
@ApplicationScoped
class PortMoves {

    @Inject
    Networks networks;

    @Inject
    HostBindings bindings;

    @Inject
    AgentClient agents;

    @Inject
    PortChange change;

    @Inject
    Notices notices;

    @Inject
    Clock clock;

    Uni<List<BoundPort>> prepare(Tx tx, List<Port> ports, String host) {
        return each(
                tx,
                ports,
                (port, network) -> port.bindingHost.equals(host)
                        ? Uni.createFrom().item(port.bound(network))
                        : prepare(tx, port, network, host));
    }

    private Uni<BoundPort> prepare(Tx tx, Port port, NetworkFacts network, String host) {
        return find(tx, List.of(port.id))
                .map(found -> found.get(port.id))
                .chain(known -> known != null && known.host.equals(host)
                        ? Uni.createFrom().item(known)
                        : begin(tx, port, known, host))
                .invoke(move -> agents.wireAfter(tx, host, port.wiring(network, move.generation)))
                .map(move -> port.bound(network));
    }

    private Uni<PortMove> begin(Tx tx, Port port, PortMove former, String host) {
        return (former == null ? Uni.createFrom().voidItem() : drop(tx, former))
                .chain(() -> bindings.on(tx, host))
                .map(binding -> move(port, binding))
                .call(move -> tx.session().insert(move));
    }

    private static PortMove move(Port port, HostBinding binding) {
        var move = new PortMove();
        move.portId = port.id;
        move.host = binding.host();
        move.generation = binding.generation();
        move.vifType = binding.mechanism()
                .map(mechanism -> VifType.ofMechanism(mechanism).wireName())
                .orElseThrow(() -> ServerPortService.bindingFailed(port, binding.host()));
        return move;
    }

    Uni<List<BoundPort>> activate(Tx tx, List<Port> ports, String host) {
        return find(tx, ids(ports))
                .chain(moves ->
                        each(tx, ports, (port, network) -> activate(tx, port, network, moves.get(port.id), host)));
    }

    private Uni<BoundPort> activate(Tx tx, Port port, NetworkFacts network, PortMove move, String host) {
        if (port.bindingHost.equals(host)) {
            return Uni.createFrom().item(port.bound(network));
        }
        boolean prepared = move != null && move.host.equals(host);
        return (prepared ? adopt(tx, port, move) : change.place(tx, port, host))
                .invoke(() -> port.changed(clock.instant()))
                .chain(() -> tx.session().update(port))
                .chain(() ->
                        notices.updated(tx, "port", port.id, Map.of("binding:host_id", host), PortView.of(port, true)))
                .invoke(() -> change.tellIfWired(tx, port, network))
                .map(done -> port.bound(network));
    }

    /** It is up on the new host as it was on the old one; the agent there confirms it. */
    private Uni<Void> adopt(Tx tx, Port port, PortMove move) {
        change.leaveHost(tx, port);
        port.bindingHost = move.host;
        port.bindingGeneration = move.generation;
        port.vifType = move.vifType;
        port.wireDueAt = bindings.repeatAt();
        return forget(tx, move);
    }

    Uni<Void> drop(Tx tx, List<Port> ports) {
        return find(tx, ids(ports))
                .chain(moves -> Multi.createFrom()
                        .iterable(moves.values())
                        .onItem()
                        .transformToUniAndConcatenate(move -> drop(tx, move))
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    private Uni<Void> drop(Tx tx, PortMove move) {
        agents.unwireAfter(tx, move.host, move.portId, move.generation);
        return forget(tx, move);
    }

    private static Uni<Void> forget(Tx tx, PortMove move) {
        return tx.delete(PortMove.class, move.portId).replaceWithVoid();
    }

    private static List<UUID> ids(List<Port> ports) {
        return ports.stream().map(port -> port.id).toList();
    }

    private static Uni<Map<UUID, PortMove>> find(Tx tx, Collection<UUID> ports) {
        return ports.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : tx.session()
                        .createSelectionQuery("from PortMove m where m.portId in :ports", PortMove.class)
                        .setParameter("ports", ports)
                        .getResultList()
                        .map(found ->
                                found.stream().collect(Collectors.toMap(move -> move.portId, Function.identity())));
    }

    private Uni<List<BoundPort>> each(Tx tx, List<Port> ports, BiFunction<Port, NetworkFacts, Uni<BoundPort>> work) {
        var ids = new HashSet<UUID>();
        ports.forEach(port -> ids.add(port.networkId));
        return networks.facts(tx, ids)
                .map(found -> found.stream().collect(Collectors.toMap(NetworkFacts::id, Function.identity())))
                .chain(known -> Multi.createFrom()
                        .iterable(ports)
                        .onItem()
                        .transformToUniAndConcatenate(port -> work.apply(port, known.get(port.networkId)))
                        .collect()
                        .asList());
    }
}
