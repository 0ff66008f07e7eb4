package io.caelum.compute.host;

import io.caelum.compute.scheduler.Demand;
import io.caelum.compute.scheduler.HostState;
import io.caelum.platform.data.Tx;
import io.caelum.testkit.simulation.SimulatedStore;
import io.caelum.testkit.simulation.Simulation;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tables {@code hosts} and {@code allocations} in memory. All hosts are alike. */
public final class SimulatedHosts extends Hosts {

    private static final Duration DOWN_AFTER = Duration.ofSeconds(30);

    private final SimulatedStore.Table<String, Row> hosts;
    private final SimulatedStore.Table<UUID, Allocation> allocations;
    private final Simulation simulation;
    private final Optional<Hearing> hearing;
    private final int room;

    /** @param room how many servers fit on a host */
    public SimulatedHosts(SimulatedStore store, Simulation simulation, int room) {
        super(null, null, Clock.systemUTC());
        hearing = Optional.empty();
        hosts = store.table(row -> row);
        allocations = store.table(row -> row);
        this.simulation = simulation;
        this.room = room;
    }

    private SimulatedHosts(SimulatedHosts same, Hearing hearing) {
        super(null, null, Clock.systemUTC());
        hosts = same.hosts;
        allocations = same.allocations;
        simulation = same.simulation;
        room = same.room;
        this.hearing = Optional.of(hearing);
    }

    /** The same tables, for a process that hears hosts so. */
    public SimulatedHosts heard(Hearing by) {
        return new SimulatedHosts(this, by);
    }

    /** Of a process that has just been started. */
    public Hearing newHearing() {
        return new Hearing(simulation.clock());
    }

    private record Row(String name, int used, Instant lastSeen, Instant reportedAt, boolean downTold) {}

    /** What a server has taken. */
    public record Allocation(UUID server, String host) {}

    public List<Allocation> allocations() {
        return List.copyOf(allocations.all());
    }

    /** How much each host has given away, as it counts. */
    public void check() {
        for (Row row : hosts.all()) {
            long taken = allocations.all().stream()
                    .filter(one -> one.host().equals(row.name()))
                    .count();
            if (taken != row.used() || row.used() > room) {
                throw new AssertionError(
                        "I4: host %s counts %d of %d, and %d are taken".formatted(row.name(), row.used(), room, taken));
            }
        }
    }

    /** @return false if a newer report is known */
    public boolean hear(String name, Instant reportedAt) {
        Row known = hosts.get(name);
        if (known != null && reportedAt.isBefore(known.reportedAt())) {
            return false;
        }
        hosts.put(name, new Row(name, known == null ? 0 : known.used(), simulation.instant(), reportedAt, false));
        return true;
    }

    private boolean isUp(Row row) {
        Duration deaf = hearing.map(one -> one.deaf(DOWN_AFTER)).orElse(Duration.ZERO);
        return row.lastSeen().isAfter(simulation.instant().minus(DOWN_AFTER).minus(deaf));
    }

    @Override
    public Uni<List<HostState>> snapshot(Tx tx) {
        return Uni.createFrom()
                .item(() -> hosts.all().stream()
                        .map(row -> new HostState(
                                row.name(),
                                "nova",
                                isUp(row),
                                row.lastSeen().plus(DOWN_AFTER.dividedBy(2)),
                                Optional.empty(),
                                room,
                                row.used(),
                                room * 512,
                                row.used() * 512,
                                room,
                                row.used()))
                        .toList());
    }

    @Override
    public Uni<Boolean> claim(Tx tx, String host, Demand demand) {
        return Uni.createFrom().item(() -> {
            Row row = hosts.get(host);
            if (row == null || !isUp(row) || row.used() >= room) {
                return false;
            }
            if (allocations.get(demand.serverId()) != null) {
                throw new AssertionError("I4: a server took room twice: " + demand.serverId());
            }
            hosts.put(host, used(row, 1));
            allocations.put(demand.serverId(), new Allocation(demand.serverId(), host));
            return true;
        });
    }

    @Override
    public Uni<Void> release(Tx tx, UUID server) {
        return Uni.createFrom().item(() -> {
            Allocation gone = allocations.get(server);
            if (gone != null) {
                allocations.remove(server);
                hosts.put(gone.host(), used(hosts.get(gone.host()), -1));
            }
            return null;
        });
    }

    private static Row used(Row row, int more) {
        return new Row(row.name(), row.used() + more, row.lastSeen(), row.reportedAt(), row.downTold());
    }

    @Override
    public Uni<Boolean> isUp(Tx tx, String name) {
        return Uni.createFrom().item(() -> {
            Row row = hosts.get(name);
            return row != null && isUp(row);
        });
    }

    @Override
    public Uni<Optional<Instant>> startBefore(Tx tx, String name) {
        return Uni.createFrom()
                .item(() -> Optional.ofNullable(hosts.get(name))
                        .filter(this::isUp)
                        .map(row -> row.lastSeen().plus(DOWN_AFTER.dividedBy(2))));
    }

    @Override
    public Uni<List<String>> newlyDown(Tx tx) {
        return Uni.createFrom().item(() -> {
            List<Row> down = hosts.all().stream()
                    .filter(row -> !row.downTold() && !isUp(row))
                    .toList();
            down.forEach(row ->
                    hosts.put(row.name(), new Row(row.name(), row.used(), row.lastSeen(), row.reportedAt(), true)));
            return down.stream().map(Row::name).toList();
        });
    }
}
