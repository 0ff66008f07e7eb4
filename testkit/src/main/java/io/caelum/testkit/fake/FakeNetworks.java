package io.caelum.testkit.fake;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.contract.compute.ExternalEvent;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.NetworkRpc;
import io.caelum.platform.contract.network.RequestedPort;
import io.caelum.platform.contract.network.ServerAttachments;
import io.caelum.platform.contract.network.ServerPorts;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A network service with one subnet for each network, which tells compute when ports are wired, and ways to fail. */
public final class FakeNetworks implements NetworkRpc, AutoCloseable {

    private final Map<UUID, String> networks = new ConcurrentHashMap<>();
    private final Map<UUID, List<BoundPort>> ports = new ConcurrentHashMap<>();
    private final Map<UUID, String> hosts = new ConcurrentHashMap<>();
    private final Map<UUID, String> prepared = new ConcurrentHashMap<>();
    private final AtomicInteger addresses = new AtomicInteger();
    private final Set<String> hostsThatCannotWire = ConcurrentHashMap.newKeySet();
    private final ComputeReportRpc compute;
    private final Bus.Served served;
    private volatile boolean tellsWired = true;
    private volatile Optional<Fault> bindFault = Optional.empty();
    private volatile Optional<Fault> releaseFault = Optional.empty();
    private volatile Optional<Fault> activateFault = Optional.empty();
    private volatile Duration bindTakes = Duration.ZERO;

    public FakeNetworks(Bus bus) {
        compute = bus.client(ComputeReportRpc.class);
        served = bus.serve(NetworkRpc.class, this, Serving.onVirtualThreads("fake-networks"));
    }

    public UUID network(String name) {
        UUID id = UUID.randomUUID();
        networks.put(id, name);
        return id;
    }

    /** Works as it should again. */
    public void recover() {
        tellsWired = true;
        bindFault = Optional.empty();
        releaseFault = Optional.empty();
        activateFault = Optional.empty();
        bindTakes = Duration.ZERO;
        hostsThatCannotWire.clear();
    }

    /** As if no server had ever been there. */
    public void forgetPorts() {
        ports.clear();
        hosts.clear();
        prepared.clear();
    }

    public void neverTellWired() {
        tellsWired = false;
    }

    public void failToBind(Fault fault) {
        bindFault = Optional.of(fault);
    }

    public void failToRelease(Fault fault) {
        releaseFault = Optional.of(fault);
    }

    public void failToActivate(Fault fault) {
        activateFault = Optional.of(fault);
    }

    public void bindSlowly(Duration time) {
        bindTakes = time;
    }

    public void cannotWireOn(String host) {
        hostsThatCannotWire.add(host);
    }

    public List<BoundPort> portsOf(UUID server) {
        return ports.getOrDefault(server, List.of());
    }

    public Optional<String> hostOf(UUID server) {
        return Optional.ofNullable(hosts.get(server));
    }

    public int portCount() {
        return ports.values().stream().mapToInt(List::size).sum();
    }

    @Override
    public Uni<List<RequestedPort>> resolve(List<RequestedPort> requested, int servers, List<String> securityGroups) {
        if (requested.isEmpty() && networks.size() == 1) {
            UUID only = networks.keySet().iterator().next();
            return Uni.createFrom()
                    .item(List.of(new RequestedPort(
                            Optional.of(only), Optional.empty(), Optional.empty(), Optional.empty())));
        }
        for (RequestedPort port : requested) {
            if (port.networkId().filter(id -> !networks.containsKey(id)).isPresent()) {
                return Uni.createFrom()
                        .failure(new Fault(
                                Fault.Kind.NOT_FOUND,
                                "NetworkNotFound",
                                "Network " + port.networkId().get() + " could not be found."));
            }
        }
        return Uni.createFrom().item(requested);
    }

    @Override
    public Uni<List<BoundPort>> bindPorts(ServerPorts wanted) {
        pause(bindTakes);
        if (bindFault.isPresent()) {
            return Uni.createFrom().failure(bindFault.get());
        }
        List<BoundPort> bound = ports.computeIfAbsent(
                wanted.serverId(), id -> wanted.ports().stream().map(this::bind).toList());
        hosts.put(wanted.serverId(), wanted.host());
        if (tellsWired) {
            boolean well = !hostsThatCannotWire.contains(wanted.host());
            Thread.startVirtualThread(() -> tellWired(wanted.serverId(), bound, well));
        }
        return Uni.createFrom().item(bound);
    }

    @Override
    public Uni<List<BoundPort>> prepareBindings(ServerPorts wanted) {
        if (bindFault.isPresent()) {
            return Uni.createFrom().failure(bindFault.get());
        }
        prepared.put(wanted.serverId(), wanted.host());
        return Uni.createFrom().item(portsOf(wanted.serverId()));
    }

    @Override
    public Uni<List<BoundPort>> activateBindings(UUID serverId, String host) {
        if (activateFault.isPresent()) {
            return Uni.createFrom().failure(activateFault.get());
        }
        prepared.remove(serverId);
        hosts.put(serverId, host);
        return Uni.createFrom().item(portsOf(serverId));
    }

    @Override
    public Uni<Void> dropBindings(UUID serverId) {
        prepared.remove(serverId);
        return Uni.createFrom().voidItem();
    }

    /** Where a server's ports are wired besides the host to which they are bound. */
    public Optional<String> preparedOn(UUID server) {
        return Optional.ofNullable(prepared.get(server));
    }

    private BoundPort bind(ServerPorts.Wanted wanted) {
        int number = addresses.incrementAndGet();
        var address = new BoundPort.FixedIp(UUID.randomUUID(), "10.0.%d.%d".formatted(number / 250, number % 250), 4);
        return new BoundPort(
                wanted.portId(),
                wanted.networkId(),
                networks.getOrDefault(wanted.networkId(), "net"),
                "fa:16:3e:00:%02x:%02x".formatted(number / 256, number % 256),
                1450,
                "ovs",
                !wanted.existing(),
                false,
                List.of(address));
    }

    /** What the real service does when an agent has reported. */
    public void tellWired(UUID server, List<BoundPort> bound, boolean well) {
        for (BoundPort port : bound) {
            var event = new ExternalEvent(
                    "network-vif-plugged",
                    server,
                    Optional.of(port.portId().toString()),
                    Optional.of(well ? "completed" : "failed"));
            compute.externalEvents(List.of(event)).await().atMost(Duration.ofSeconds(10));
        }
    }

    @Override
    public Uni<ServerAttachments> attachments(UUID serverId) {
        var any = new ServerAttachments.Rule(
                UUID.randomUUID(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ServerAttachments.Rule.Group("default", "alpha")));
        var ping = new ServerAttachments.Rule(
                UUID.randomUUID(),
                Optional.of("icmp"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("10.0.0.0/8"),
                Optional.empty());
        var group = new ServerAttachments.SecurityGroup(
                UUID.randomUUID(), "default", "Default security group", "alpha", List.of(any, ping));
        return Uni.createFrom()
                .item(new ServerAttachments(
                        portsOf(serverId).stream()
                                .map(port -> new ServerAttachments.Port(port.portId(), tellsWired ? "ACTIVE" : "BUILD"))
                                .toList(),
                        portsOf(serverId).isEmpty() ? List.of() : List.of(group)));
    }

    @Override
    public Uni<Void> releasePorts(UUID serverId) {
        if (releaseFault.isPresent()) {
            return Uni.createFrom().failure(releaseFault.get());
        }
        ports.remove(serverId);
        hosts.remove(serverId);
        prepared.remove(serverId);
        return Uni.createFrom().voidItem();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        served.close();
    }
}
