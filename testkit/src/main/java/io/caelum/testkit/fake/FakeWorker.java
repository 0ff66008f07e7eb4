package io.caelum.testkit.fake;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.compute.AttachInterfaceRequest;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.contract.compute.ComputeRpc;
import io.caelum.platform.contract.compute.DetachInterfaceRequest;
import io.caelum.platform.contract.compute.GuestInterfacesRpc;
import io.caelum.platform.contract.compute.GuestOrder;
import io.caelum.platform.contract.compute.HostReport;
import io.caelum.platform.contract.compute.LiveMigrateRequest;
import io.caelum.platform.contract.compute.OrderReport;
import io.caelum.platform.contract.compute.PowerChange;
import io.caelum.platform.contract.compute.PowerRequest;
import io.caelum.platform.contract.compute.RebuildRequest;
import io.caelum.platform.contract.compute.ReceiveRequest;
import io.caelum.platform.contract.compute.SnapshotRequest;
import io.caelum.platform.contract.compute.TerminateRequest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A compute host whose guests are entries in a map, started at once; with ways to fail. */
public final class FakeWorker implements ComputeRpc, GuestInterfacesRpc, AutoCloseable {

    /** What a build comes to. */
    private enum Behaviour {
        WELL,
        FAILS_HERE,
        FAILS_EVERYWHERE,
        SILENT,
        DEAF
    }

    private static final int RUNNING = 1;
    private static final int PAUSED = 3;
    private static final int SHUT_DOWN = 4;
    private static final int SUSPENDED = 7;

    private final String host;
    private final ComputeReportRpc control;
    private final Bus.Served served;
    private final Bus.Served servedInterfaces;
    private final Instant startedAt = Instant.now();
    private final Map<UUID, BuildRequest> guests = new ConcurrentHashMap<>();
    private final List<BuildRequest> builds = new CopyOnWriteArrayList<>();
    private final List<ReceiveRequest> received = new CopyOnWriteArrayList<>();
    private final List<LiveMigrateRequest> journeys = new CopyOnWriteArrayList<>();
    private final Map<String, FakeWorker> companions = new ConcurrentHashMap<>();
    private final List<TerminateRequest> terminates = new CopyOnWriteArrayList<>();
    private final List<GuestOrder> orders = new CopyOnWriteArrayList<>();
    private final List<SnapshotRequest> snapshots = new CopyOnWriteArrayList<>();
    private final Map<UUID, Integer> powers = new ConcurrentHashMap<>();
    private final Map<UUID, Set<UUID>> cards = new ConcurrentHashMap<>();
    private volatile Behaviour behaviour = Behaviour.WELL;
    private volatile Optional<String> refusal = Optional.empty();
    private volatile boolean hearsOrders = true;
    private volatile boolean answersOrders = true;
    private volatile boolean answersTerminate = true;
    private volatile boolean tellsArrivals = true;
    private volatile String hypervisorType = "simulated";
    private volatile int vcpus = 32;
    private volatile int memoryMb = 65_536;
    private volatile int diskGb = 1_000;

    public FakeWorker(Bus bus, String host) {
        this.host = host;
        control = bus.client(ComputeReportRpc.class);
        served = bus.serve(ComputeRpc.class, this, Serving.onVirtualThreads(host));
        servedInterfaces = bus.serve(GuestInterfacesRpc.class, this, Serving.onVirtualThreads(host));
    }

    public FakeWorker with(int vcpus, int memoryMb, int diskGb) {
        this.vcpus = vcpus;
        this.memoryMb = memoryMb;
        this.diskGb = diskGb;
        return this;
    }

    public FakeWorker ofType(String type) {
        hypervisorType = type;
        return this;
    }

    public void recover() {
        behaviour = Behaviour.WELL;
        answersTerminate = true;
        refusal = Optional.empty();
        hearsOrders = true;
        answersOrders = true;
        tellsArrivals = true;
    }

    public void failHere() {
        behaviour = Behaviour.FAILS_HERE;
    }

    public void failEverywhere() {
        behaviour = Behaviour.FAILS_EVERYWHERE;
    }

    public void beSilent() {
        behaviour = Behaviour.SILENT;
    }

    /** As if what it is told to build were lost on the way. */
    public void hearNoBuilds() {
        behaviour = Behaviour.DEAF;
    }

    public void ignoreTerminates() {
        answersTerminate = false;
    }

    public boolean isConsuming() {
        return served.isConsuming() && servedInterfaces.isConsuming();
    }

    public String host() {
        return host;
    }

    public Map<UUID, BuildRequest> guests() {
        return Map.copyOf(guests);
    }

    public List<BuildRequest> builds() {
        return List.copyOf(builds);
    }

    public List<TerminateRequest> terminates() {
        return List.copyOf(terminates);
    }

    /** "I am here": with all guests that there are. */
    public void report() {
        report(running());
    }

    private List<HostReport.Guest> running() {
        var running = new ArrayList<HostReport.Guest>();
        guests.values()
                .forEach(guest -> running.add(
                        new HostReport.Guest(guest.serverId(), guest.generation(), powerOf(guest.serverId()))));
        return running;
    }

    public void report(List<HostReport.Guest> running) {
        report(running, Instant.now());
    }

    /** As if it had been said at that moment. */
    public void reportAt(Instant moment) {
        report(running(), moment);
    }

    private void report(List<HostReport.Guest> running, Instant at) {
        control.reportHost(what(running, at)).await().atMost(Duration.ofSeconds(10));
    }

    /** "I was told to stop." What it was at goes no further, but guests and queue are there. */
    public void leave() {
        control.hostLeaves(what(running(), Instant.now())).await().atMost(Duration.ofSeconds(10));
    }

    private HostReport what(List<HostReport.Guest> running, Instant at) {
        return new HostReport(
                host,
                hypervisorType,
                "1.0.0",
                "127.0.0.1",
                vcpus,
                memoryMb,
                diskGb,
                startedAt,
                Optional.of(at),
                running);
    }

    /** As its process does when it starts: takes up again what it may, and removes the other guests. */
    public List<UUID> comeBack() {
        List<UUID> own =
                control.hostReturns(what(running(), Instant.now())).await().atMost(Duration.ofSeconds(10));
        guests.keySet().retainAll(own);
        return own;
    }

    /** Asks as for a build that has taken long. */
    public Optional<Instant> mayStart(UUID server, long generation) {
        return control.mayStart(host, server, generation).await().atMost(Duration.ofSeconds(10));
    }

    /** A guest that nobody ordered. */
    public void keepStray(BuildRequest guest) {
        guests.put(guest.serverId(), guest);
    }

    @Override
    public Uni<Void> buildAndRunInstance(String host, BuildRequest build) {
        builds.add(build);
        switch (behaviour) {
            case WELL -> {
                guests.put(build.serverId(), build);
                spawned(build.serverId(), build.generation());
            }
            case FAILS_HERE -> failed(build, "the disk of this host is full", true);
            case FAILS_EVERYWHERE -> failed(build, "the image is broken", false);
            case SILENT -> guests.put(build.serverId(), build);
            case DEAF -> {}
        }
        return Uni.createFrom().voidItem();
    }

    /** As a build; the disks are not asked for. */
    @Override
    public Uni<Void> receiveInstance(String host, ReceiveRequest request) {
        received.add(request);
        powers.put(request.build().serverId(), request.start() ? RUNNING : SHUT_DOWN);
        return buildAndRunInstance(host, request.build());
    }

    /** What came from other hosts, or was to come. */
    public List<ReceiveRequest> received() {
        return List.copyOf(received);
    }

    public void spawned(UUID server, long generation) {
        control.instanceSpawned(host, server, generation).await().atMost(Duration.ofSeconds(10));
    }

    private void failed(BuildRequest build, String reason, boolean elsewhere) {
        control.instanceFailed(host, build.serverId(), build.generation(), "make-disk", reason, elsewhere)
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    @Override
    public Uni<Void> terminateInstance(String host, TerminateRequest terminate) {
        terminates.add(terminate);
        if (!answersTerminate) {
            return Uni.createFrom().voidItem();
        }
        Optional.ofNullable(guests.get(terminate.serverId()))
                .filter(guest -> guest.generation() <= terminate.generation())
                .ifPresent(guest -> guests.remove(guest.serverId()));
        return control.instanceTerminated(this.host, terminate.serverId(), terminate.generation());
    }

    /** What is asked of it from now on fails for this reason. */
    public void refuseOrders(String reason) {
        refusal = Optional.of(reason);
    }

    /** As if orders were lost on the way. */
    public void hearNoOrders() {
        hearsOrders = false;
    }

    /** Hears orders, and does nothing. */
    public void ignoreOrders() {
        answersOrders = false;
    }

    public List<GuestOrder> orders() {
        return List.copyOf(orders);
    }

    /** What the guest's machine does now, as Nova counts. */
    public int powerOf(UUID server) {
        return powers.getOrDefault(server, RUNNING);
    }

    /** As if it had happened by itself. */
    public void power(UUID server, int state) {
        powers.put(server, state);
    }

    @Override
    public Uni<Void> changePower(String host, PowerRequest request) {
        carryOut(request.order(), () -> powers.put(request.order().serverId(), after(request.change())));
        return Uni.createFrom().voidItem();
    }

    private static int after(PowerChange change) {
        return switch (change) {
            case STOP -> SHUT_DOWN;
            case PAUSE -> PAUSED;
            case SUSPEND -> SUSPENDED;
            case START, REBOOT_SOFT, REBOOT_HARD, UNPAUSE, RESUME -> RUNNING;
        };
    }

    /** Each order once, and none that is older than what has been heard. */
    private void carryOut(GuestOrder order, Runnable work) {
        if (!hearsOrders) {
            return;
        }
        boolean newer = orders.stream()
                .filter(known -> known.serverId().equals(order.serverId()))
                .allMatch(known -> known.number() < order.number());
        orders.add(order);
        if (!answersOrders) {
            return;
        }
        if (newer && refusal.isEmpty()) {
            work.run();
        }
        ended(order);
    }

    /** The answer to an order, whatever it was. */
    public void ended(GuestOrder order) {
        var report = new OrderReport(
                order.serverId(), order.generation(), order.number(), powerOf(order.serverId()), refusal);
        control.orderEnded(host, report).await().atMost(Duration.ofSeconds(10));
    }

    @Override
    public Uni<Void> snapshotInstance(String host, SnapshotRequest request) {
        carryOut(request.order(), () -> snapshots.add(request));
        return Uni.createFrom().voidItem();
    }

    /** Those that were made. */
    public List<SnapshotRequest> snapshots() {
        return List.copyOf(snapshots);
    }

    @Override
    public Uni<Void> rebuildInstance(String host, RebuildRequest request) {
        UUID server = request.order().serverId();
        carryOut(request.order(), () -> {
            guests.put(server, request.build());
            powers.put(server, request.startAgain() ? RUNNING : SHUT_DOWN);
        });
        return Uni.createFrom().voidItem();
    }

    /** The guest is not on this host any more, and the other one does not know of it yet; see {@link #arrive}. */
    @Override
    public Uni<Void> liveMigrateInstance(String host, LiveMigrateRequest request) {
        journeys.add(request);
        UUID server = request.order().serverId();
        carryOut(request.order(), () -> {
            powers.put(server, SHUT_DOWN);
            Optional.ofNullable(companions.get(request.to())).ifPresent(other -> other.arrive(request));
        });
        return Uni.createFrom().voidItem();
    }

    /** Guests that go away from here while they run go to one of these. */
    public void travelTo(Collection<FakeWorker> others) {
        others.forEach(other -> companions.put(other.host, other));
    }

    /** What a guest that comes while it runs makes its new host do. */
    public void arrive(LiveMigrateRequest request) {
        UUID server = request.order().serverId();
        guests.put(server, request.build());
        powers.put(server, request.runs() ? RUNNING : PAUSED);
        if (tellsArrivals) {
            spawned(server, request.build().generation());
        }
    }

    /** As if the word that a guest has come were lost. */
    public void keepArrivalsToItself() {
        tellsArrivals = false;
    }

    /** What it was told to bring to other hosts. */
    public List<LiveMigrateRequest> journeys() {
        return List.copyOf(journeys);
    }

    @Override
    public Uni<Void> attachInterface(String host, AttachInterfaceRequest request) {
        UUID server = request.order().serverId();
        carryOut(
                request.order(),
                () -> cards.computeIfAbsent(server, id -> ConcurrentHashMap.newKeySet())
                        .add(request.port().portId()));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> detachInterface(String host, DetachInterfaceRequest request) {
        carryOut(
                request.order(),
                () -> cards.computeIfAbsent(request.order().serverId(), id -> ConcurrentHashMap.newKeySet())
                        .remove(request.portId()));
        return Uni.createFrom().voidItem();
    }

    /** Ports that were connected after the guest was built. */
    public Set<UUID> cardsOf(UUID server) {
        return Set.copyOf(cards.getOrDefault(server, Set.of()));
    }

    @Override
    public Uni<String> getConsoleOutput(String host, UUID serverId, Optional<Integer> lines) {
        List<String> written = List.of("one", "two", "three");
        int skipped = lines.map(count -> Math.max(0, written.size() - count)).orElse(0);
        return Uni.createFrom().item(String.join("\n", written.subList(skipped, written.size())));
    }

    @Override
    public void close() {
        served.close();
        servedInterfaces.close();
    }
}
