package io.caelum.compute.simulation;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.bus.notify.Audience;
import io.caelum.platform.bus.notify.Listener;
import io.caelum.platform.bus.notify.Notification;
import io.caelum.platform.bus.rpc.RpcTimeoutException;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.ComputeRpc;
import io.caelum.platform.contract.compute.LiveMigrateRequest;
import io.caelum.platform.contract.compute.PowerRequest;
import io.caelum.platform.contract.compute.RebuildRequest;
import io.caelum.platform.contract.compute.ReceiveRequest;
import io.caelum.platform.contract.compute.SnapshotRequest;
import io.caelum.platform.contract.compute.TerminateRequest;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.NetworkRpc;
import io.caelum.platform.contract.network.RequestedPort;
import io.caelum.platform.contract.network.ServerAttachments;
import io.caelum.platform.contract.network.ServerPorts;
import io.caelum.testkit.simulation.SimulatedProcess;
import io.caelum.testkit.simulation.Simulation;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The bus as one control process meets it: messages get lost, come twice, come late and overtake each other. */
final class SimulatedBus implements Bus {

    static final Duration WAY = Duration.ofMillis(5);
    private static final Duration LATE = Duration.ofSeconds(20);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final SimulatedCloud cloud;
    private final SimulatedProcess process;
    private final Simulation simulation;

    SimulatedBus(SimulatedCloud cloud, SimulatedProcess process) {
        this.cloud = cloud;
        this.process = process;
        this.simulation = cloud.simulation();
    }

    @Override
    public <T> T client(Class<T> contract) {
        return contract.cast(contract == ComputeRpc.class ? new Workers() : new Network());
    }

    private final class Workers implements ComputeRpc {

        @Override
        public Uni<Void> buildAndRunInstance(String host, BuildRequest build) {
            return cast(host, to -> to.build(build));
        }

        @Override
        public Uni<Void> receiveInstance(String host, ReceiveRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> liveMigrateInstance(String host, LiveMigrateRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> terminateInstance(String host, TerminateRequest terminate) {
            return cast(host, to -> to.terminate(terminate));
        }

        @Override
        public Uni<Void> changePower(String host, PowerRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> snapshotInstance(String host, SnapshotRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> rebuildInstance(String host, RebuildRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<String> getConsoleOutput(String host, UUID server, Optional<Integer> lines) {
            throw new UnsupportedOperationException();
        }
    }

    /** Answered when the broker has it, whatever becomes of it then. */
    private Uni<Void> cast(String host, Consumer<SimulatedHost> word) {
        return Uni.createFrom().emitter(emitter -> {
            SimulatedHost to = cloud.host(host);
            // The queue of a host that has just died is still there
            if (!to.isUp() && simulation.chance(0.8)) {
                process.after(
                        simulation.upTo(WAY),
                        () -> emitter.fail(new RpcUnreachableException("Nobody serves " + host + ".")));
                return;
            }
            cloud.deliver(LATE, () -> word.accept(to));
            process.after(simulation.upTo(WAY), () -> emitter.complete(null));
        });
    }

    private final class Network implements NetworkRpc {

        @Override
        public Uni<List<BoundPort>> bindPorts(ServerPorts ports) {
            return call(() -> cloud.network().bind(ports));
        }

        @Override
        public Uni<Void> releasePorts(UUID server) {
            return call(() -> {
                cloud.network().release(server);
                return null;
            });
        }

        @Override
        public Uni<List<RequestedPort>> resolve(List<RequestedPort> requested, int servers, List<String> groups) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<List<BoundPort>> prepareBindings(ServerPorts ports) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<List<BoundPort>> activateBindings(UUID server, String host) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> dropBindings(UUID server) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<ServerAttachments> attachments(UUID server) {
            throw new UnsupportedOperationException();
        }
    }

    /** Work whose caller has given up is not begun, and a repetition is recognised; but the answer may get lost. */
    private <T> Uni<T> call(Supplier<T> work) {
        return Uni.createFrom().emitter(emitter -> {
            process.after(TIMEOUT, () -> emitter.fail(new RpcTimeoutException("no answer")));
            boolean lost = simulation.chance(cloud.faults().message());
            boolean unheard = simulation.chance(cloud.faults().message());
            if (!lost) {
                simulation.after(simulation.upTo(WAY), () -> {
                    T answer = work.get();
                    if (!unheard) {
                        process.after(simulation.upTo(WAY), () -> emitter.complete(answer));
                    }
                });
            }
        });
    }

    @Override
    public <T> Served serve(Class<T> contract, T implementation, Serving serving) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> declareNotificationTopic(String exchange, String topic, String priority) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> tell(String exchange, String topic, Notification notification) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Served listen(Audience audience, Listener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public long connections() {
        return 1;
    }

    @Override
    public String problem() {
        return "";
    }

    @Override
    public void close() {}
}
