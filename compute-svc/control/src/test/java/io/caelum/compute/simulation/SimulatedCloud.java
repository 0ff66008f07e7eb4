package io.caelum.compute.simulation;

import io.caelum.compute.host.SimulatedHosts;
import io.caelum.compute.server.SimulatedServers;
import io.caelum.platform.bus.notify.SimulatedOutbox;
import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.workflow.SimulatedEngine;
import io.caelum.testkit.simulation.SimulatedStore;
import io.caelum.testkit.simulation.Simulation;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A cloud in one thread: clients, three compute controls over one database, hosts and the network service, and what goes
 * wrong between them.
 *
 * <p><b>Real:</b> the workflow engine (runner, leases, executions, undo, back-off), boot and delete with all their steps,
 * the scheduler, the claims' use, signals, host reports and host watch, the service that deletes.
 *
 * <p><b>Stand-ins:</b> the tables with the conditions of their statements (workflows, servers, hosts), the bus, the network
 * service and the workers behind their contracts.
 *
 * <p><b>Not covered:</b> SQL, the way transactions get into each other's way, how the network service chooses
 * addresses, the sending of the outbox, moves, hosts that are cut off but alive.
 */
final class SimulatedCloud {

    static final Duration LONGEST_STOP = Duration.ofSeconds(90);
    /** Longer than a process is stopped, a host is off, a message is late or a report keeps. */
    private static final Duration SETTLING = Duration.ofSeconds(100);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int CONTROLS = 3;
    private static final int HOSTS = 6;
    private static final int ADDRESSES = 1000;
    private static final UUID NETWORK = new UUID(0x4000, 0x8000_0000_0000_0000L);

    private final Simulation simulation;
    private final SimulatedStore store = new SimulatedStore();
    private final SimulatedEngine.Table workflows = new SimulatedEngine.Table(store);
    private final SimulatedOutbox outbox = new SimulatedOutbox(store);
    private final SimulatedServers servers;
    private final SimulatedHosts rooms;
    private final SimulatedNetwork network;
    private final List<SimulatedHost> hosts = new ArrayList<>();
    private final List<ControlProcess> controls = new ArrayList<>();
    private final Set<UUID> accepted = new LinkedHashSet<>();
    private final Set<UUID> deleted = new LinkedHashSet<>();
    private Faults faults;
    private int started;

    SimulatedCloud(long seed, Faults faults, int roomOfHost) {
        simulation = new Simulation(seed);
        this.faults = faults;
        servers = new SimulatedServers(store, simulation);
        rooms = new SimulatedHosts(store, simulation, roomOfHost);
        network = new SimulatedNetwork(this, ADDRESSES);
        for (int i = 0; i < CONTROLS; i++) {
            startControl();
        }
        for (int i = 0; i < HOSTS; i++) {
            hosts.add(new SimulatedHost(this, "host-" + i));
        }
        again(faults.processDies(), this::killAControl);
        again(faults.processDies(), this::stopAControl);
        again(faults.hostDies(), this::killAHost);
    }

    // ---- the parts ----

    Simulation simulation() {
        return simulation;
    }

    SimulatedStore store() {
        return store;
    }

    SimulatedEngine.Table workflows() {
        return workflows;
    }

    SimulatedOutbox outbox() {
        return outbox;
    }

    SimulatedServers servers() {
        return servers;
    }

    SimulatedHosts hosts() {
        return rooms;
    }

    SimulatedNetwork network() {
        return network;
    }

    SimulatedHost host(String name) {
        return hosts.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    List<SimulatedHost> allHosts() {
        return hosts;
    }

    Set<UUID> accepted() {
        return accepted;
    }

    Set<UUID> deletedByTheirOwners() {
        return deleted;
    }

    Faults faults() {
        return faults;
    }

    // ---- what goes wrong ----

    private void again(Duration every, Runnable what) {
        simulation.after(simulation.upTo(every.multipliedBy(2)), () -> {
            if (faults != Faults.NONE) {
                what.run();
                again(every, what);
            }
        });
    }

    private void startControl() {
        controls.add(new ControlProcess(this, "control-" + started++));
    }

    private void killAControl() {
        replace(anyControl());
    }

    /** It dies; another one is started in its place. */
    void replace(ControlProcess control) {
        if (control.process().isAlive()) {
            simulation.tell(control.process().name() + " dies");
            control.process().kill();
            controls.remove(control);
            simulation.after(simulation.upTo(Duration.ofSeconds(3)), this::startControl);
            if (controls.isEmpty()) {
                startControl();
            }
        }
    }

    private void stopAControl() {
        stop(anyControl());
    }

    /** For longer than a lease, mostly; then it goes on as if nothing had been. */
    void stop(ControlProcess control) {
        if (!control.process().isStopped()) {
            Duration time = simulation.upTo(LONGEST_STOP);
            simulation.tell(control.process().name() + " is stopped for " + time);
            control.process().stopFor(time);
        }
    }

    private void killAHost() {
        SimulatedHost host = hosts.get((int) simulation.random(hosts.size()));
        if (host.isUp()) {
            host.losePower();
            simulation.after(simulation.upTo(Duration.ofMinutes(1)), host::comeBack);
        }
    }

    /** Nothing goes wrong any more; what was begun ends, and what was left lying about is found. */
    void healAndSettle() {
        faults = Faults.NONE;
        simulation.runFor(SETTLING);
        for (int i = 0; i < 60 && !workflows.unfinished().isEmpty(); i++) {
            simulation.runFor(Duration.ofSeconds(30));
        }
        simulation.runFor(SETTLING);
    }

    // ---- messages ----

    ControlProcess anyControl() {
        return controls.get((int) simulation.random(controls.size()));
    }

    /** It may get lost, come late, and come twice. */
    void deliver(Duration late, Runnable message) {
        if (simulation.chance(faults.message())) {
            return;
        }
        int copies = simulation.chance(faults.message()) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            boolean isLate = simulation.chance(faults.message());
            simulation.after(simulation.upTo(isLate ? late : SimulatedBus.WAY), message);
        }
    }

    /** Somebody who is alive takes it, or will when he is no longer stopped. */
    private void atAControl(Consumer<ControlProcess> work) {
        ControlProcess control = anyControl();
        control.process().after(SimulatedBus.WAY, () -> work.accept(control));
    }

    void castControl(Function<ComputeReportRpc, Uni<Void>> word) {
        deliver(
                Duration.ofSeconds(5),
                () -> atAControl(
                        control -> word.apply(control.ears()).subscribe().with(done -> {}, failure -> {})));
    }

    /** Asks again if nobody answers. */
    <T> void callControl(Function<ComputeReportRpc, Uni<T>> word, int tries, Consumer<T> then) {
        boolean[] over = new boolean[1];
        deliver(
                Duration.ofSeconds(10),
                () -> atAControl(control -> word.apply(control.ears())
                        .subscribe()
                        .with(
                                answer -> simulation.after(simulation.upTo(SimulatedBus.WAY), () -> {
                                    if (!over[0]) {
                                        over[0] = true;
                                        then.accept(answer);
                                    }
                                }),
                                failure -> {})));
        if (tries > 1) {
            simulation.after(Duration.ofSeconds(10), () -> {
                if (!over[0]) {
                    over[0] = true;
                    callControl(word, tries - 1, then);
                }
            });
        }
    }

    void plugged(UUID server, UUID port, Runnable ifUnheard) {
        boolean[] heard = new boolean[1];
        deliver(
                Duration.ofSeconds(10),
                () -> atAControl(control ->
                        control.plugged(server, port).subscribe().with(done -> heard[0] = true, failure -> {})));
        simulation.after(Duration.ofSeconds(2), () -> {
            if (!heard[0]) {
                ifUnheard.run();
            }
        });
    }

    // ---- clients ----

    /** So many servers within that time; a part of them is deleted again, some at once. */
    void load(int boots, Duration within, double deletes) {
        for (int i = 0; i < boots; i++) {
            simulation.after(simulation.upTo(within), () -> create(deletes));
        }
    }

    private void create(double deletes) {
        UUID id = simulation.newId();
        create(id, simulation.newId(), simulation.chance(deletes));
    }

    /** A client that gets no answer repeats its request, at any control, with the same key. */
    private void create(UUID id, UUID port, boolean goes) {
        atAControl(control -> control.requests()
                .create(id, port, NETWORK)
                .subscribe()
                .with(
                        done -> {
                            if (accepted.add(id) && goes) {
                                Duration quick = Duration.ofSeconds(3);
                                simulation.after(
                                        simulation.upTo(simulation.chance(0.5) ? quick : quick.multipliedBy(10)),
                                        () -> delete(id));
                            }
                        },
                        failure -> {}));
        simulation.after(PATIENCE, () -> {
            if (!accepted.contains(id)) {
                create(id, port, goes);
            }
        });
    }

    private void delete(UUID id) {
        atAControl(control -> control.requests()
                .delete(id)
                .subscribe()
                .with(done -> deleted.add(id), failure -> noteIfGone(id, failure)));
        simulation.after(PATIENCE, () -> {
            if (!deleted.contains(id)) {
                delete(id);
            }
        });
    }

    private void noteIfGone(UUID id, Throwable failure) {
        if (failure instanceof Fault fault && fault.kind() == Fault.Kind.NOT_FOUND) {
            deleted.add(id);
        }
    }

    // ---- watching ----

    /**
     * A guest has begun to run; it has to be the only one of its server.
     */
    void started(UUID server, SimulatedHost on) {
        for (SimulatedHost other : hosts) {
            if (other != on && other.isUp() && other.running().contains(server)) {
                throw new AssertionError(
                        "I2: server %s runs on %s and on %s".formatted(server, on.name(), other.name()));
            }
        }
    }

    Set<UUID> ofGuests() {
        var all = new HashSet<UUID>();
        hosts.forEach(host -> all.addAll(host.known()));
        return all;
    }

    int addresses() {
        return ADDRESSES;
    }
}
