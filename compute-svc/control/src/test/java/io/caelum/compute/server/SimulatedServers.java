package io.caelum.compute.server;

import io.caelum.compute.flavor.FlavorSpec;
import io.caelum.compute.server.boot.BootOrder;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.ServerPorts;
import io.caelum.platform.data.Tx;
import io.caelum.testkit.simulation.SimulatedStore;
import io.caelum.testkit.simulation.Simulation;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The table {@code servers} in memory, with the queries and moves of {@link Servers} and {@link ServerStates}. */
public final class SimulatedServers {

    private static final List<Field> FIELDS = Arrays.stream(Server.class.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .toList();
    private static final FlavorSpec SMALL = new FlavorSpec("1", 1, "small", 1, 512, 1, 0, 0, Map.of());
    private static final String PROJECT = "p";

    private final SimulatedStore.Table<UUID, Server> table;
    private final Simulation simulation;

    public SimulatedServers(SimulatedStore store, Simulation simulation) {
        table = store.table(SimulatedServers::copy);
        this.simulation = simulation;
    }

    /** One server as the invariants look at it. */
    public record Seen(
            UUID id,
            boolean building,
            boolean active,
            boolean error,
            boolean deleted,
            boolean busy,
            String host,
            long generation,
            String fault,
            List<BoundPort> ports) {}

    public List<Seen> all() {
        return table.all().stream()
                .map(it -> new Seen(
                        it.id,
                        it.vmState == VmState.BUILDING,
                        it.vmState == VmState.ACTIVE,
                        it.vmState == VmState.ERROR,
                        it.deletedAt != null,
                        it.taskState != null,
                        it.host,
                        it.generation,
                        it.faultMessage,
                        it.ports))
                .toList();
    }

    boolean isKnown(UUID id) {
        return table.get(id) != null;
    }

    /** A server as a request records it. */
    public BootOrder request(UUID id, List<UUID> ports, UUID network) {
        var server = new Server();
        server.id = id;
        server.projectId = PROJECT;
        server.userId = "u";
        server.name = "s";
        server.hostname = "s";
        server.vmState = VmState.BUILDING;
        server.taskState = TaskState.SCHEDULING;
        server.flavorId = SMALL.id();
        server.flavorName = SMALL.name();
        server.vcpus = SMALL.vcpus();
        server.memoryMb = SMALL.memoryMb();
        server.rootGb = SMALL.rootGb();
        server.metadata = Map.of();
        server.ports = List.of();
        server.createdAt = simulation.instant();
        server.updatedAt = server.createdAt;
        table.put(id, server);
        return new BootOrder(
                PROJECT,
                server.userId,
                server.name,
                server.hostname,
                SMALL,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                ports.stream()
                        .map(port -> new ServerPorts.Wanted(port, false, network, Optional.empty(), Optional.empty()))
                        .toList());
    }

    public static RequestContext caller() {
        return new RequestContext("req-simulated", null, "u", "u", PROJECT, PROJECT, null, List.of("member"), Map.of());
    }

    /** Those that a report concerns: on the host, or among its guests. */
    public List<Reported> reported(String host, List<UUID> guests, Duration patience) {
        Instant since = simulation.instant().minus(patience);
        return table.all().stream()
                .filter(it -> it.deletedAt == null && (host.equals(it.host) || guests.contains(it.id)))
                .map(it -> new Reported(
                        it.id,
                        it.host,
                        it.generation,
                        it.vmState == VmState.BUILDING,
                        it.taskState == null ? null : it.taskState.name(),
                        !it.updatedAt.isAfter(since)))
                .toList();
    }

    /** What a report is compared with. */
    public record Reported(
            UUID id,
            String host,
            long generation,
            boolean building,
            @Nullable String taskState,
            boolean unchanged) {}

    private static Server copy(Server from) {
        try {
            var to = new Server();
            for (Field field : FIELDS) {
                field.set(to, field.get(from));
            }
            return to;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isBuilding(Server it) {
        return it.vmState == VmState.BUILDING && it.taskState != TaskState.DELETING;
    }

    private Uni<Server> moved(UUID id, Predicate<Server> condition, Consumer<Server> change) {
        return Uni.createFrom().item(() -> {
            Server it = table.get(id);
            if (it == null || !condition.test(it)) {
                return null;
            }
            if (it.deletedAt != null) {
                throw new AssertionError("I5: a deleted server was moved: " + id);
            }
            change.accept(it);
            it.updatedAt = simulation.instant();
            table.put(id, it);
            simulation.tell(id + " " + it.vmState + " " + it.taskState + " " + it.host + " " + it.generation);
            return it;
        });
    }

    public Servers queries() {
        return new Queries();
    }

    public ServerStates states() {
        return new States();
    }

    private final class Queries extends Servers {

        @Override
        public Uni<Server> require(Tx tx, RequestContext who, UUID id) {
            return find(tx, id).onItem().ifNull().failWith(() -> notFound(id));
        }

        @Override
        public Uni<Server> find(Tx tx, UUID id) {
            return Uni.createFrom().item(() -> {
                Server it = table.get(id);
                return it == null || it.deletedAt != null ? null : it;
            });
        }

        @Override
        public Uni<Boolean> livesOn(Tx tx, UUID id, String host, long generation) {
            return find(tx, id).map(it -> it != null && host.equals(it.host) && generation == it.generation);
        }

        @Override
        public Uni<List<UUID>> movingOn(Tx tx, String host) {
            return Uni.createFrom()
                    .item(() -> table.all().stream()
                            .filter(it -> host.equals(it.host) && it.deletedAt == null && it.taskState != null)
                            .map(it -> it.id)
                            .toList());
        }
    }

    private final class States extends ServerStates {

        States() {
            super(Clock.systemUTC());
        }

        @Override
        public Uni<Server> placed(Tx tx, UUID id, String host, String zone, long generation) {
            return moved(id, SimulatedServers::isBuilding, it -> {
                it.host = host;
                it.availabilityZone = zone;
                it.generation = generation;
                it.taskState = it.taskState == TaskState.SCHEDULING ? TaskState.NETWORKING : it.taskState;
            });
        }

        @Override
        public Uni<Void> unplaced(Tx tx, UUID id) {
            return moved(id, SimulatedServers::isBuilding, it -> {
                        it.host = null;
                        it.ports = List.of();
                    })
                    .replaceWithVoid();
        }

        @Override
        public Uni<Server> spawning(Tx tx, UUID id, List<BoundPort> ports) {
            return moved(id, SimulatedServers::isBuilding, it -> {
                it.taskState = TaskState.SPAWNING;
                it.ports = ports;
            });
        }

        @Override
        public Uni<Server> stillSpawning(Tx tx, UUID id) {
            return moved(id, SimulatedServers::isBuilding, it -> it.taskState = TaskState.SPAWNING);
        }

        @Override
        public Uni<Server> active(Tx tx, UUID id) {
            return moved(id, SimulatedServers::isBuilding, it -> {
                it.vmState = VmState.ACTIVE;
                it.taskState = null;
            });
        }

        @Override
        public Uni<Server> failed(Tx tx, UUID id, String message, String details) {
            return moved(id, SimulatedServers::isBuilding, it -> {
                it.vmState = VmState.ERROR;
                it.taskState = null;
                it.host = null;
                it.ports = List.of();
                it.faultMessage = message;
            });
        }

        @Override
        public Uni<Server> deleteFailed(Tx tx, UUID id, String message, String details) {
            return moved(id, it -> it.deletedAt == null, it -> {
                it.vmState = VmState.ERROR;
                it.taskState = null;
                it.faultMessage = message;
            });
        }

        @Override
        public Uni<Server> deleting(Tx tx, UUID id) {
            return moved(
                    id,
                    it -> it.deletedAt == null && it.taskState != TaskState.DELETING,
                    it -> it.taskState = TaskState.DELETING);
        }

        @Override
        public Uni<Server> deleted(Tx tx, UUID id) {
            return moved(id, it -> it.deletedAt == null, it -> {
                it.vmState = VmState.DELETED;
                it.taskState = null;
                it.ports = List.of();
                it.deletedAt = simulation.instant();
            });
        }
    }
}
