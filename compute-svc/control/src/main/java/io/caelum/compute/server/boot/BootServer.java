package io.caelum.compute.server.boot;

import static java.time.Duration.ofMinutes;

import io.caelum.compute.neighbour.NetworkClient;
import io.caelum.compute.neighbour.WorkerClient;
import io.caelum.compute.server.GuestInput;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.ServerStates;
import io.caelum.compute.server.delete.DeleteServer;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.trace.Tracing;
import io.caelum.platform.workflow.Failure;
import io.caelum.platform.workflow.RetryFrom;
import io.caelum.platform.workflow.Run;
import io.caelum.platform.workflow.StepFailed;
import io.caelum.platform.workflow.Steps;
import io.caelum.platform.workflow.Workflow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** From a recorded server to a running guest, on another host if the first one fails. */
@ApplicationScoped
public class BootServer extends Workflow<BootData> {

    @Override
    protected void steps(Steps<BootData> steps) {
        steps.transact("place", placement::place).undoTransact(placement::giveUp);
        steps.step("ports", this::bindPorts).undo(this::releasePorts).within(ofMinutes(2));
        steps.step("spawn", this::tellHost).undo(this::destroyGuest).within(ofMinutes(1));
        // The host starts the guest while its network is being wired: these two only gather what has happened
        steps.await("spawned", this::hasSpawned).within(ofMinutes(15));
        steps.await("vif-plugged", this::portsArePlugged).within(ofMinutes(5));
        steps.transact("finish", ending::active);
    }

    public static final String KIND = "boot-server";
    private static final Logger LOG = Logger.getLogger(BootServer.class);
    static final int MAX_TRIES = 3;

    private final Placement placement;
    private final BootEnding ending;
    private final NetworkClient network;
    private final WorkerClient workers;
    private final FormerHosts formerHosts;
    private final ServerStates states;
    private final DeleteServer deleteServer;
    private final Db db;

    BootServer(
            Placement placement,
            BootEnding ending,
            NetworkClient network,
            WorkerClient workers,
            FormerHosts formerHosts,
            ServerStates states,
            DeleteServer deleteServer,
            Db db) {
        super(KIND, BootData.class);
        this.placement = placement;
        this.ending = ending;
        this.network = network;
        this.workers = workers;
        this.formerHosts = formerHosts;
        this.states = states;
        this.deleteServer = deleteServer;
        this.db = db;
    }

    @Override
    protected String resourceAttribute() {
        return Tracing.SERVER_ID;
    }

    private Uni<BootData> bindPorts(Run<BootData> run) {
        BootData data = run.data();
        return network.bind(data.order().portsOn(run.resourceId(), data.host().orElseThrow(), data.zone()))
                .onFailure(failure ->
                        failure instanceof Fault fault && fault.type().equals("PortBindingFailed"))
                .transform(failure -> elsewhere(run, failure.getMessage()))
                .map(bound -> run.data().bound(bound, run.signals().size()));
    }

    private Uni<Void> releasePorts(Run<BootData> run) {
        return run.data().order().ports().isEmpty() ? Uni.createFrom().voidItem() : network.release(run.resourceId());
    }

    private Uni<BootData> tellHost(Run<BootData> run) {
        String host = run.data().host().orElseThrow();
        return formerHosts
                .requireVacated(run.resourceId(), run.data().failures(), run.signals())
                .chain(() -> db.inOneStatement(
                        tx -> states.spawning(tx, run.resourceId(), run.data().ports())))
                .map(BootServer::requireStillBuilding)
                .chain(server -> workers.build(host, request(run, GuestInput.of(server))))
                .onFailure(RpcUnreachableException.class)
                .transform(failure -> elsewhere(run, "Host %s cannot be reached.".formatted(host)))
                .replaceWith(run.data());
    }

    static Server requireStillBuilding(Server server) {
        if (server == null) {
            throw new StepFailed("The server was deleted while it was built.");
        }
        return server;
    }

    private static BuildRequest request(Run<BootData> run, GuestInput input) {
        BootData data = run.data();
        return data.order().build(run.resourceId(), data.generation(), data.startBefore(), data.ports(), input);
    }

    private Uni<Void> destroyGuest(Run<BootData> run) {
        return run.data().host().isEmpty()
                ? Uni.createFrom().voidItem()
                : workers.terminateIfReachable(
                        run.data().host().get(), run.resourceId(), run.data().generation());
    }

    private Uni<Optional<BootData>> hasSpawned(Tx tx, Run<BootData> run) {
        BootSignals.heard(run).failure().ifPresent(failed -> giveUpTry(run, failed));
        if (BootSignals.heard(run).hasSpawned()) {
            return Uni.createFrom().item(Optional.of(run.data()));
        }
        requireHostUp(run);
        return (BootSignals.heard(run).guestIsMissing() ? tellHostAgain(tx, run) : done())
                .replaceWith(Optional.empty());
    }

    /** The first word may have been lost with the broker; a host that has heard it takes no harm from a second. */
    private Uni<Void> tellHostAgain(Tx tx, Run<BootData> run) {
        return states.stillSpawning(tx, run.resourceId())
                .onItem()
                .ifNotNull()
                .invoke(server -> tx.afterCommit(() -> buildAgain(run, GuestInput.of(server))))
                .replaceWithVoid();
    }

    private void buildAgain(Run<BootData> run, GuestInput input) {
        String host = run.data().host().orElseThrow();
        LOG.infof("host is told again to build: server_id=%s host=%s", run.resourceId(), host);
        workers.build(host, request(run, input))
                .subscribe()
                .with(
                        told -> {},
                        failure -> LOG.infof(
                                "host could not be told again: server_id=%s host=%s error=%s",
                                run.resourceId(), host, failure.getMessage()));
    }

    private static void requireHostUp(Run<BootData> run) {
        if (BootSignals.heard(run).hostIsDown()) {
            throw elsewhere(
                    run, "Host %s went down.".formatted(run.data().host().orElse("?")));
        }
    }

    /** Nobody knows whether a guest that has been started there still runs: to start another would let it run twice. */
    private static void requireHostStaysUp(Run<BootData> run) {
        if (BootSignals.heard(run).hostIsDown()) {
            throw new StepFailed("Host %s went down when it had just started the guest, which may still run there."
                    .formatted(run.data().host().orElse("?")));
        }
    }

    private static void giveUpTry(Run<BootData> run, Heard.Failed failed) {
        if (failed.elsewhere()) {
            throw elsewhere(run, failed.reason());
        }
        throw new StepFailed("Build of instance %s aborted: %s".formatted(run.resourceId(), failed.reason()));
    }

    private Uni<Optional<BootData>> portsArePlugged(Tx tx, Run<BootData> run) {
        requireHostStaysUp(run);
        boolean all = true;
        for (BoundPort port : run.data().ports()) {
            Optional<Boolean> heard = BootSignals.heard(run).plugged(port.portId());
            if (heard.equals(Optional.of(false))) {
                throw elsewhere(run, "The network of port %s could not be wired.".formatted(port.portId()));
            }
            all &= port.active() || heard.isPresent();
        }
        return Uni.createFrom().item(all ? Optional.of(run.data()) : Optional.empty());
    }

    /** The try on this host is over. The number of tries is bounded where the next host is chosen. */
    private static RetryFrom elsewhere(Run<BootData> run, String reason) {
        return new RetryFrom("place", run.data().failed(reason), reason);
    }

    /** The user learns it now, however long it takes until nothing is left. */
    @Override
    protected Uni<Void> failing(Tx tx, Run<BootData> run, Failure failure) {
        return ending.failed(tx, run, failure);
    }

    @Override
    protected Uni<Void> failed(Tx tx, Run<BootData> run, Failure failure) {
        return ending.failed(tx, run, failure);
    }

    @Override
    protected Uni<Void> cancelling(Tx tx, Run<BootData> run, Failure failure) {
        return ending.deleteDelayed(tx, run, failure);
    }

    /** Only a delete cancels a boot, and waits for it to be over. */
    @Override
    protected Uni<Void> cancelled(Tx tx, Run<BootData> run) {
        return ending.cancelled(tx, run)
                .chain(() -> deleteServer.begin(
                        tx, run.resourceId(), run.data().host(), run.data().generation()));
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }
}
