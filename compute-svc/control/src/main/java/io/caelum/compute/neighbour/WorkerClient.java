package io.caelum.compute.neighbour;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.ComputeRpc;
import io.caelum.platform.contract.compute.ReceiveRequest;
import io.caelum.platform.contract.compute.TerminateRequest;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The workers on the hosts. They answer by reports, see {@link io.caelum.compute.report}. */
@ApplicationScoped
public class WorkerClient {

    private static final Logger LOG = Logger.getLogger(WorkerClient.class);

    private final ComputeRpc workers;

    WorkerClient(Bus bus) {
        workers = bus.client(ComputeRpc.class);
    }

    public Uni<Void> build(String host, BuildRequest build) {
        return workers.buildAndRunInstance(host, build);
    }

    /** Answered as a build is. */
    public Uni<Void> receive(String host, ReceiveRequest request) {
        return workers.receiveInstance(host, request);
    }

    public Uni<Void> terminate(String host, UUID server, long generation) {
        return workers.terminateInstance(host, new TerminateRequest(server, generation));
    }

    /** Where nobody hears it the guest is found later, by the host's next report. */
    public Uni<Void> terminateIfReachable(String host, UUID server, long generation) {
        return terminate(host, server, generation)
                .onFailure(RpcUnreachableException.class)
                .invoke(failure -> LOG.infof(
                        "guest left to the next report: server_id=%s host=%s error=%s",
                        server, host, failure.getMessage()))
                .onFailure(RpcUnreachableException.class)
                .recoverWithNull();
    }

    /** The same for whoever does not wait. */
    public void terminateLater(String host, UUID server, long generation) {
        terminateIfReachable(host, server, generation)
                .subscribe()
                .with(
                        told -> {},
                        failure -> LOG.infof(
                                "guest left to the next report: server_id=%s host=%s error=%s",
                                server, host, failure.getMessage()));
    }

    /** Something for a guest that is there. A host that does not hear it is a passing failure. */
    public Uni<Void> order(String host, Function<ComputeRpc, Uni<Void>> order) {
        return order.apply(workers)
                .onFailure(RpcUnreachableException.class)
                .transform(failure -> Fault.unavailable("Host %s cannot be reached.".formatted(host)));
    }

    /** The first word may have been lost with the broker; a host that has heard it takes no harm from a second. */
    public void orderAgain(String host, Function<ComputeRpc, Uni<Void>> order) {
        order.apply(workers)
                .subscribe()
                .with(
                        told -> LOG.infof("host was told again: host=%s", host),
                        failure -> LOG.infof(
                                "host could not be told again: host=%s error=%s", host, failure.getMessage()));
    }

    public Uni<String> consoleOutput(String host, UUID server, Optional<Integer> lines) {
        return Absence.explained(workers.getConsoleOutput(host, server, lines), "worker of host " + host);
    }
}
