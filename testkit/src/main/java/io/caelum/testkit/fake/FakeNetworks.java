package io.caelum.testkit.fake;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.contract.compute.ExternalEvent;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.NetworkRpc;
import io.caelum.platform.contract.network.RequestedPort;
import io.caelum.platform.contract.network.SecurityGroupLookupRpc;
import io.caelum.platform.contract.network.ServerAttachments;
import io.caelum.platform.contract.network.ServerNetwork;
import io.caelum.platform.contract.network.ServerPorts;
import io.caelum.platform.contract.network.ServerPortsRpc;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A network service with one subnet for each network, which tells compute when ports are wired, and ways to fail. */
public final class FakeNetworks implements NetworkRpc, AutoCloseable {

    /** Those that every project has here. */
    private static final Set<String> GROUPS = Set.of("default", "web");

    private final Map<UUID, String> networks = new ConcurrentHashMap<>();
    private final Map<UUID, List<BoundPort>> ports = new ConcurrentHashMap<>();
    private final Map<UUID, String> hosts = new ConcurrentHashMap<>();
    private final Map<UUID, String> prepared = new ConcurrentHashMap<>();
    private final AtomicInteger addresses = new AtomicInteger();
    private final Set<String> hostsThatCannotWire = ConcurrentHashMap.newKeySet();
    private final ComputeReportRpc compute;
    private final Bus.Served served;
    private final Bus.Served servedPorts;
    private final Bus.Served servedGroups;
    private final Map<UUID, List<String>> groups = new ConcurrentHashMap<>();
    private volatile boolean tellsWired = true;
    private volatile Optional<Fault> bindFault = Optional.empty();
    private volatile Optional<Fault> releaseFault = Optional.empty();
    private volatile Optional<Fault> activateFault = Optional.empty();
    private volatile Optional<Fault> resolveFault = Optional.empty();
    private volatile Duration bindTakes = Duration.ZERO;

    public FakeNetworks(Bus bus) {
        compute = bus.client(ComputeReportRpc.class);
        served = bus.serve(NetworkRpc.class, this, Serving.onVirtualThreads("fake-networks"));
        SecurityGroupLookupRpc lookup = project -> Uni.createFrom()
                .item(GROUPS.stream().sorted().map(FakeNetworks::group).toList());
        servedGroups = bus.serve(SecurityGroupLookupRpc.class, lookup, Serving.onVirtualThreads("fake-networks"));
        servedPorts = bus.serve(ServerPortsRpc.class, new OneByOne(), Serving.onVirtualThreads("fake-networks"));
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
        resolveFault = Optional.empty();
        bindTakes = Duration.ZERO;
        hostsThatCannotWire.clear();
    }

    /** As if no server had ever been there. */
    public void forgetPorts() {
        ports.clear();
        hosts.clear();
        prepared.clear();
        groups.clear();
    }

    public void neverTellWired() {
        tellsWired = false;
    }

    public void failToBind(Fault fault) {
        bindFault = Optional.of(fault);
    }

    /** What a request asks for cannot be had. */
    public void failToResolve(Fault fault) {
        resolveFault = Optional.of(fault);
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
        if (resolveFault.isPresent()) {
            return Uni.createFrom().failure(resolveFault.get());
        }
        if (requested.isEmpty() && networks.size() == 1) {
            UUID only = networks.keySet().iterator().next();
            return Uni.createFrom()
                    .item(List.of(new RequestedPort(
                            Optional.of(only), Optional.empty(), Optional.empty(), Optional.empty())));
        }
        for (RequestedPort port : requested) {
            if (port.portId().filter(this::isBound).isPresent()) {
                return Uni.createFrom()
                        .failure(new Fault(
                                Fault.Kind.CONFLICT,
                                "PortInUse",
                                "Port " + port.portId().get() + " is in use."));
            }
            if (port.networkId().filter(id -> !networks.containsKey(id)).isPresent()) {
                return Uni.createFrom()
                        .failure(new Fault(
                                Fault.Kind.NOT_FOUND,
                                "NetworkNotFound",
                                "Network " + port.networkId().get() + " could not be found."));
            }
        }
        return Uni.createFrom().item(requested.stream().map(this::onSomeNetwork).toList());
    }

    private boolean isBound(UUID port) {
        return ports.values().stream()
                .flatMap(List::stream)
                .anyMatch(one -> one.portId().equals(port));
    }

    /** A port of the user's is on whichever network there is. */
    private RequestedPort onSomeNetwork(RequestedPort wanted) {
        return wanted.networkId().isPresent()
                ? wanted
                : new RequestedPort(
                        Optional.of(networks.keySet().iterator().next()),
                        wanted.portId(),
                        wanted.fixedIp(),
                        wanted.tag());
    }

    @Override
    public Uni<List<BoundPort>> bindPorts(ServerPorts wanted) {
        pause(bindTakes);
        if (bindFault.isPresent()) {
            return Uni.createFrom().failure(bindFault.get());
        }
        List<BoundPort> bound = bindAll(wanted);
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

    private List<BoundPort> bindAll(ServerPorts wanted) {
        List<UUID> ids = wanted.ports().stream().map(ServerPorts.Wanted::portId).toList();
        List<BoundPort> all = ports.compute(wanted.serverId(), (id, known) -> {
            var now = new ArrayList<>(known == null ? List.of() : known);
            wanted.ports().stream()
                    .filter(one -> now.stream().noneMatch(port -> port.portId().equals(one.portId())))
                    .forEach(one -> now.add(bind(one)));
            return List.copyOf(now);
        });
        return all.stream().filter(port -> ids.contains(port.portId())).toList();
    }

    private BoundPort bind(ServerPorts.Wanted wanted) {
        int number = addresses.incrementAndGet();
        var address = address(number);
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

    private static BoundPort.FixedIp address(int number) {
        return new BoundPort.FixedIp(UUID.randomUUID(), "10.0.%d.%d".formatted(number / 250, number % 250), 4);
    }

    /** What the real service says when a user has changed something about a port. */
    public void tellChanged(UUID server) {
        tell("network-changed", server, portsOf(server).getFirst().portId());
    }

    /** A user deletes a port under its server. */
    public void deletePort(UUID server, UUID port) {
        remove(server, port);
        tell("network-vif-deleted", server, port);
    }

    private void tell(String name, UUID server, UUID port) {
        var event = new ExternalEvent(name, server, Optional.of(port.toString()), Optional.of("completed"));
        compute.externalEvents(List.of(event)).await().atMost(Duration.ofSeconds(10));
    }

    private void remove(UUID server, UUID port) {
        ports.computeIfPresent(
                server,
                (id, known) ->
                        known.stream().filter(one -> !one.portId().equals(port)).toList());
    }

    /** From now on these floating addresses lead to the server's first port; nobody is told. */
    public void leadTo(UUID server, String... addresses) {
        changeFirst(
                server,
                port -> port.leadBy(Stream.of(addresses)
                        .map(address -> new BoundPort.FloatingIp(
                                port.fixedIps().getFirst().ipAddress(), address))
                        .toList()));
    }

    private void changeFirst(UUID server, UnaryOperator<BoundPort> change) {
        ports.computeIfPresent(
                server,
                (id, known) -> Stream.concat(
                                known.stream().limit(1).map(change),
                                known.stream().skip(1))
                        .toList());
    }

    /** What is asked about single ports. */
    private final class OneByOne implements ServerPortsRpc {

        @Override
        public Uni<ServerNetwork> networkOf(UUID serverId) {
            return Uni.createFrom().item(new ServerNetwork(portsOf(serverId), groupsOf(serverId)));
        }

        @Override
        public Uni<Void> releasePort(UUID serverId, UUID portId) {
            if (releaseFault.isPresent()) {
                return Uni.createFrom().failure(releaseFault.get());
            }
            remove(serverId, portId);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> addSecurityGroup(UUID serverId, String group) {
            if (!GROUPS.contains(group)) {
                return refusal(Fault.Kind.NOT_FOUND, "SecurityGroupNotFound", "No group " + group);
            }
            groups.put(
                    serverId,
                    Stream.concat(groupsOf(serverId).stream(), Stream.of(group))
                            .distinct()
                            .toList());
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> removeSecurityGroup(UUID serverId, String group) {
            if (!groupsOf(serverId).contains(group)) {
                return refusal(Fault.Kind.NOT_FOUND, "SecurityGroupNotFound", "No group " + group);
            }
            groups.put(
                    serverId,
                    groupsOf(serverId).stream()
                            .filter(one -> !one.equals(group))
                            .toList());
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> addFixedIp(UUID serverId, UUID networkId) {
            if (portsOf(serverId).stream().noneMatch(port -> port.networkId().equals(networkId))) {
                return refusal(Fault.Kind.NOT_FOUND, "NetworkNotFoundForInstance", "Not on network " + networkId);
            }
            changeFirst(
                    serverId,
                    port -> withAddresses(
                            port,
                            Stream.concat(port.fixedIps().stream(), Stream.of(address(addresses.incrementAndGet())))
                                    .toList()));
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> removeFixedIp(UUID serverId, String address) {
            changeFirst(
                    serverId,
                    port -> withAddresses(
                            port,
                            port.fixedIps().stream()
                                    .filter(ip -> !ip.ipAddress().equals(address))
                                    .toList()));
            return Uni.createFrom().voidItem();
        }

        private static BoundPort withAddresses(BoundPort port, List<BoundPort.FixedIp> addresses) {
            return new BoundPort(
                    port.portId(),
                    port.networkId(),
                    port.networkName(),
                    port.macAddress(),
                    port.mtu(),
                    port.vifType(),
                    port.madeForServer(),
                    port.active(),
                    addresses,
                    port.floating());
        }

        @Override
        public Uni<Void> addFloatingIp(UUID serverId, String address, Optional<String> fixedIp) {
            leadTo(serverId, address);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> removeFloatingIp(UUID serverId, String address) {
            boolean leads = portsOf(serverId).stream()
                    .flatMap(port -> port.floating().stream())
                    .anyMatch(ip -> ip.ipAddress().equals(address));
            if (!leads) {
                return refusal(Fault.Kind.CONFLICT, "FloatingIpNotAssociated", address + " leads elsewhere");
            }
            leadTo(serverId);
            return Uni.createFrom().voidItem();
        }

        private static Uni<Void> refusal(Fault.Kind kind, String type, String message) {
            return Uni.createFrom().failure(new Fault(kind, type, message));
        }
    }

    private static ServerAttachments.SecurityGroup group(String name) {
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
        return new ServerAttachments.SecurityGroup(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                name,
                "The group " + name,
                "alpha",
                List.of(any, ping));
    }

    private List<String> groupsOf(UUID server) {
        return groups.getOrDefault(server, List.of("default"));
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
        ServerAttachments.SecurityGroup group = group("default");
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
        servedPorts.close();
        servedGroups.close();
    }
}
