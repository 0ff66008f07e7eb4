package io.caelum.compute.simulation;

import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.contract.compute.HostReport;
import io.caelum.platform.contract.compute.TerminateRequest;
import io.caelum.testkit.simulation.Simulation;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * A host and its worker, as their contract says: of a guest it has seen it refuses what is older, a build is answered when
 * it is done, and every few seconds it reports. The code of the real worker is not simulated.
 */
final class SimulatedHost {

    private static final Duration BUILD = Duration.ofSeconds(2);
    private static final Duration REPORT = Duration.ofSeconds(5);

    private final SimulatedCloud cloud;
    private final Simulation simulation;
    private final String name;
    /** On its disk: survives a loss of power. */
    private final Map<UUID, Long> lowest = new HashMap<>();

    private final Map<UUID, Guest> guests = new LinkedHashMap<>();
    private boolean up = true;
    private boolean welcome = true;
    private long life;

    private record Guest(long generation, boolean running) {}

    SimulatedHost(SimulatedCloud cloud, String name) {
        this.cloud = cloud;
        this.simulation = cloud.simulation();
        this.name = name;
        report(life);
    }

    String name() {
        return name;
    }

    boolean isUp() {
        return up;
    }

    Set<UUID> running() {
        var running = new HashSet<UUID>();
        guests.forEach((id, guest) -> {
            if (guest.running()) {
                running.add(id);
            }
        });
        return running;
    }

    long generation(UUID server) {
        return guests.get(server).generation();
    }

    Set<UUID> known() {
        return guests.keySet();
    }

    // ---- power ----

    void losePower() {
        up = false;
        life++;
        guests.replaceAll((id, guest) -> new Guest(guest.generation(), false));
        simulation.tell(name + " is off");
    }

    /** Its disks are still there; which guests it may run it asks before. */
    void comeBack() {
        up = true;
        welcome = false;
        simulation.tell(name + " is on");
        report(life);
    }

    // ---- what it is told ----

    void build(BuildRequest build) {
        UUID id = build.serverId();
        Guest known = guests.get(id);
        if (!up || build.generation() < lowest.getOrDefault(id, 0L)) {
            return;
        }
        if (known != null && known.generation() == build.generation()) {
            if (known.running()) {
                tellSpawned(id, known.generation());
            }
            return;
        }
        simulation.tell(id + " is built on " + name + " " + build.generation());
        lowest.put(id, build.generation());
        guests.put(id, new Guest(build.generation(), false));
        long begunIn = life;
        simulation.after(simulation.upTo(BUILD), () -> finish(id, build.generation(), begunIn, build.startBefore()));
    }

    private void finish(UUID id, long generation, long begunIn, Optional<Instant> startBefore) {
        if (!isBuilding(id, generation, begunIn)) {
            return;
        }
        if (startBefore.filter(simulation.instant()::isBefore).isEmpty()) {
            askAgain(id, generation, begunIn);
            return;
        }
        if (simulation.chance(cloud.faults().build())) {
            simulation.tell(id + " breaks on " + name);
            guests.remove(id);
            lowest.put(id, generation + 1);
            boolean elsewhere = simulation.chance(0.7);
            call(control -> control.instanceFailed(name, id, generation, "define", "it broke", elsewhere));
            return;
        }
        run(id, generation);
        tellSpawned(id, generation);
    }

    private void askAgain(UUID id, long generation, long begunIn) {
        cloud.callControl(control -> control.mayStart(name, id, generation), 3, until -> {
            if (until.isPresent() || !isBuilding(id, generation, begunIn)) {
                finish(id, generation, begunIn, until);
                return;
            }
            simulation.tell(id + " is not started on " + name);
            guests.remove(id);
            lowest.put(id, generation + 1);
            call(control -> control.instanceFailed(name, id, generation, "spawn", "not ours", true));
        });
    }

    private boolean isBuilding(UUID id, long generation, long begunIn) {
        Guest guest = guests.get(id);
        return up && life == begunIn && guest != null && !guest.running() && guest.generation() == generation;
    }

    private void run(UUID id, long generation) {
        guests.put(id, new Guest(generation, true));
        simulation.tell(id + " runs on " + name + " " + generation);
        cloud.started(id, this);
    }

    private void tellSpawned(UUID id, long generation) {
        call(control -> control.instanceSpawned(name, id, generation));
    }

    void terminate(TerminateRequest terminate) {
        if (!up) {
            return;
        }
        UUID id = terminate.serverId();
        lowest.merge(id, terminate.generation() + 1, Math::max);
        Guest guest = guests.get(id);
        if (guest != null && guest.generation() <= terminate.generation()) {
            guests.remove(id);
            simulation.tell(id + " ends on " + name);
        }
        call(control -> control.instanceTerminated(name, id, terminate.generation()));
    }

    // ---- what it tells ----

    private void call(Function<ComputeReportRpc, Uni<Void>> word) {
        cloud.callControl(word, 3, ignored -> {});
    }

    private void report(long of) {
        if (!up || life != of) {
            return;
        }
        HostReport report = report(simulation.instant());
        if (welcome) {
            cloud.castControl(control -> control.reportHost(report));
        } else {
            Set<UUID> asked = Set.copyOf(guests.keySet());
            cloud.callControl(control -> control.hostReturns(report), 1, own -> returnTo(own, asked, of));
        }
        simulation.after(REPORT, () -> report(of));
    }

    private HostReport report(Instant now) {
        List<HostReport.Guest> all = guests.entrySet().stream()
                .map(guest -> new HostReport.Guest(
                        guest.getKey(),
                        guest.getValue().generation(),
                        guest.getValue().running() ? 1 : 4))
                .toList();
        return new HostReport(name, "simulated", "1", "192.0.2.1", 64, 65_536, 1_000, now, Optional.of(now), all);
    }

    private void returnTo(List<UUID> own, Set<UUID> asked, long of) {
        if (!up || life != of || welcome) {
            return;
        }
        welcome = true;
        for (UUID id : List.copyOf(guests.keySet())) {
            if (!asked.contains(id)) {
                // Told to build it since
                continue;
            }
            if (own.contains(id)) {
                run(id, guests.get(id).generation());
            } else {
                simulation.tell(id + " is no longer on " + name);
                guests.remove(id);
            }
        }
    }
}
