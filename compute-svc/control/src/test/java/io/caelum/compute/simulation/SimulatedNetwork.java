package io.caelum.compute.simulation;

import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.ServerPorts;
import io.caelum.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The network service, as its contract says. Its own code, and so how it chooses addresses, is not simulated. */
final class SimulatedNetwork {

    private static final Duration WIRING = Duration.ofSeconds(1);

    private final SimulatedCloud cloud;
    private final Simulation simulation;
    private final Map<UUID, Port> ports = new LinkedHashMap<>();
    private final Deque<String> free = new ArrayDeque<>();

    private record Port(UUID id, UUID server, String host, String address, boolean active, long binding) {}

    SimulatedNetwork(SimulatedCloud cloud, int addresses) {
        this.cloud = cloud;
        this.simulation = cloud.simulation();
        for (int i = 0; i < addresses; i++) {
            free.add("10.0." + i / 250 + "." + (i % 250 + 1));
        }
    }

    Set<UUID> serversWithPorts() {
        return ports.values().stream().map(Port::server).collect(Collectors.toSet());
    }

    void check(int addresses) {
        long used = ports.values().stream().map(Port::address).distinct().count();
        if (used != ports.size() || used + free.size() != addresses) {
            throw new AssertionError(
                    "I4: %d ports have %d addresses, %d are free".formatted(ports.size(), used, free.size()));
        }
    }

    List<BoundPort> bind(ServerPorts wanted) {
        return wanted.ports().stream()
                .map(one -> bound(one, bind(wanted.serverId(), wanted.host(), one.portId())))
                .toList();
    }

    private Port bind(UUID server, String host, UUID id) {
        Port known = ports.get(id);
        if (known != null && known.host().equals(host)) {
            return known;
        }
        String address = known == null ? free.removeFirst() : known.address();
        var port = new Port(id, server, host, address, false, known == null ? 1 : known.binding() + 1);
        ports.put(id, port);
        simulation.after(simulation.upTo(WIRING), () -> wired(port));
        return port;
    }

    private void wired(Port then) {
        if (then.equals(ports.get(then.id()))) {
            ports.put(then.id(), new Port(then.id(), then.server(), then.host(), then.address(), true, then.binding()));
            tell(then, 20);
        }
    }

    /** Until somebody has heard it. */
    private void tell(Port port, int tries) {
        cloud.plugged(port.server(), port.id(), () -> {
            if (tries > 0) {
                simulation.after(Duration.ofSeconds(2), () -> tell(port, tries - 1));
            }
        });
    }

    private static BoundPort bound(ServerPorts.Wanted wanted, Port port) {
        return new BoundPort(
                port.id(),
                wanted.networkId(),
                "net",
                "fa:16:3e:00:00:01",
                1450,
                "ovs",
                true,
                port.active(),
                List.of(new BoundPort.FixedIp(wanted.networkId(), port.address(), 4)));
    }

    void release(UUID server) {
        List.copyOf(ports.values()).stream()
                .filter(port -> port.server().equals(server))
                .forEach(port -> {
                    ports.remove(port.id());
                    free.addLast(port.address());
                });
    }
}
