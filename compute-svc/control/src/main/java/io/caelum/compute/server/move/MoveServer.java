package io.caelum.compute.server.move;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.caelum.compute.neighbour.ImageClient;
import io.caelum.compute.neighbour.NetworkClient;
import io.caelum.compute.neighbour.WorkerClient;
import io.caelum.compute.server.GuestInput;
import io.caelum.compute.server.MoveStates;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.boot.BootOrder;
import io.caelum.compute.server.boot.FormerHosts;
import io.caelum.compute.server.boot.Heard;
import io.caelum.compute.server.delete.DeleteServer;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.image.ImageInfo;
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

/** From a server whose host is gone to the same server, with its ports and addresses, on another one. */
@ApplicationScoped
public class MoveServer extends Workflow<MoveData> {

    @Override
    protected void steps(Steps<MoveData> steps) {
        steps.step("order", this::gather).within(ofMinutes(2));
        steps.transact("place", placement::place)
                .undoTransact(placement::giveUp)
                .within(ofSeconds(30));
        // What is bound to the new host stays bound: there is no way back, only on to the next host
        steps.step("ports", this::bindPorts).within(ofMinutes(2));
        steps.step("spawn", this::tellHost).undo(this::destroyGuest).within(ofMinutes(1));
        steps.await("spawned", this::hasSpawned).within(ofMinutes(15));
        steps.await("vif-plugged", this::portsArePlugged).within(ofMinutes(5));
        steps.transact("finish", ending::done);
    }

    public static final String KIND = "move-server";
    static final int MAX_TRIES = 5;
    private static final Logger LOG = Logger.getLogger(MoveServer.class);

    private final MovePlacement placement;
    private final MoveEnding ending;
    private final ImageClient images;
    private final NetworkClient network;
    private final WorkerClient workers;
    private final FormerHosts formerHosts;
    private final Servers servers;
    private final MoveStates states;
    private final DeleteServer deleteServer;
    private final Db db;

    MoveServer(
            MovePlacement placement,
            MoveEnding ending,
            ImageClient images,
            NetworkClient network,
            WorkerClient workers,
            FormerHosts formerHosts,
            Servers servers,
            MoveStates states,
            DeleteServer deleteServer,
            Db db) {
        super(KIND, MoveData.class);
        this.placement = placement;
        this.ending = ending;
        this.images = images;
        this.network = network;
        this.workers = workers;
        this.formerHosts = formerHosts;
        this.servers = servers;
        this.states = states;
        this.deleteServer = deleteServer;
        this.db = db;
    }

    @Override
    protected String resourceAttribute() {
        return Tracing.SERVER_ID;
    }

    /** Before anything is given up: without its image it cannot be built anywhere. */
    private Uni<MoveData> gather(Run<MoveData> run) {
        return db.read(tx -> servers.find(tx, run.resourceId()))
                .map(MoveServer::requireStillWanted)
                .chain(server -> image(server).map(image -> run.data().ordered(server.orderAgain(image))));
    }

    private Uni<Optional<ImageInfo>> image(Server server) {
        return server.image()
                .map(id -> images.requireBootable(id).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    static Server requireStillWanted(Server server) {
        if (server == null) {
            throw new StepFailed("The server was deleted while it was moved.");
        }
        return server;
    }

    private Uni<MoveData> bindPorts(Run<MoveData> run) {
        MoveData data = run.data();
        BootOrder order = data.order().orElseThrow();
        return network.bind(order.portsOn(run.resourceId(), data.host().orElseThrow(), data.zone()))
                .onFailure(failure ->
                        failure instanceof Fault fault && fault.type().equals("PortBindingFailed"))
                .transform(failure -> elsewhere(run, failure.getMessage()))
                .map(bound -> run.data().bound(bound, run.signals().size()));
    }

    private Uni<MoveData> tellHost(Run<MoveData> run) {
        String host = run.data().host().orElseThrow();
        return formerHosts
                .requireVacated(run.resourceId(), run.data().failures(), run.signals())
                .chain(() -> db.withTransaction(
                        tx -> states.spawning(tx, run.resourceId(), run.data().ports())))
                .map(MoveServer::requireStillWanted)
                .chain(server -> workers.build(host, request(run, server)))
                .onFailure(RpcUnreachableException.class)
                .transform(failure -> elsewhere(run, "Host %s cannot be reached.".formatted(host)))
                .replaceWith(run.data());
    }

    private static BuildRequest request(Run<MoveData> run, Server server) {
        MoveData data = run.data();
        return data.order()
                .orElseThrow()
                .build(run.resourceId(), data.generation(), data.startBefore(), data.ports(), GuestInput.of(server));
    }

    private Uni<Void> destroyGuest(Run<MoveData> run) {
        MoveData data = run.data();
        return data.host().isEmpty()
                ? nothing()
                : workers.terminateIfReachable(data.host().get(), run.resourceId(), data.generation());
    }

    private Uni<Optional<MoveData>> hasSpawned(Tx tx, Run<MoveData> run) {
        Heard heard = heard(run);
        heard.failure().ifPresent(failed -> giveUpTry(run, failed));
        if (heard.hasSpawned()) {
            return Uni.createFrom().item(Optional.of(run.data()));
        }
        requireHostUp(run);
        return (heard.guestIsMissing() ? tellHostAgain(tx, run) : nothing()).replaceWith(Optional.empty());
    }

    private static Heard heard(Run<MoveData> run) {
        MoveData data = run.data();
        return new Heard(run.signals(), data.host(), data.generation(), data.heard());
    }

    /** The first word may have been lost with the broker; a host that has heard it takes no harm from a second. */
    private Uni<Void> tellHostAgain(Tx tx, Run<MoveData> run) {
        return states.stillSpawning(tx, run.resourceId())
                .onItem()
                .ifNotNull()
                .invoke(server -> tx.afterCommit(() -> buildAgain(run, request(run, server))))
                .replaceWithVoid();
    }

    private void buildAgain(Run<MoveData> run, BuildRequest request) {
        String host = run.data().host().orElseThrow();
        workers.build(host, request)
                .subscribe()
                .with(
                        told -> LOG.infof("host was told again: server_id=%s host=%s", run.resourceId(), host),
                        failure -> LOG.infof(
                                "host could not be told again: server_id=%s host=%s error=%s",
                                run.resourceId(), host, failure.getMessage()));
    }

    private static void giveUpTry(Run<MoveData> run, Heard.Failed failed) {
        if (failed.elsewhere()) {
            throw elsewhere(run, failed.reason());
        }
        throw new StepFailed("Build of instance %s aborted: %s".formatted(run.resourceId(), failed.reason()));
    }

    private static void requireHostUp(Run<MoveData> run) {
        if (heard(run).hostIsDown()) {
            throw elsewhere(
                    run, "Host %s went down.".formatted(run.data().host().orElse("?")));
        }
    }

    /** Nobody knows whether a guest that has been started there still runs: to start another would let it run twice. */
    private static void requireHostStaysUp(Run<MoveData> run) {
        if (heard(run).hostIsDown()) {
            throw new StepFailed("Host %s went down when it had just started the guest, which may still run there."
                    .formatted(run.data().host().orElse("?")));
        }
    }

    private Uni<Optional<MoveData>> portsArePlugged(Tx tx, Run<MoveData> run) {
        requireHostStaysUp(run);
        boolean all = true;
        for (BoundPort port : run.data().ports()) {
            Optional<Boolean> plugged = heard(run).plugged(port.portId());
            if (plugged.equals(Optional.of(false))) {
                throw elsewhere(run, "The network of port %s could not be wired.".formatted(port.portId()));
            }
            all &= port.active() || plugged.isPresent();
        }
        return Uni.createFrom().item(all ? Optional.of(run.data()) : Optional.empty());
    }

    /** The try on this host is over. The number of tries is bounded where the next host is chosen. */
    private static RetryFrom elsewhere(Run<MoveData> run, String reason) {
        return new RetryFrom("place", run.data().failed(reason), reason);
    }

    @Override
    protected Uni<Void> failed(Tx tx, Run<MoveData> run, Failure failure) {
        return ending.failed(tx, run, failure).chain(recorded -> recorded ? nothing() : delete(tx, run));
    }

    /** Only a delete cancels a move, and waits for it to be over. */
    @Override
    protected Uni<Void> cancelled(Tx tx, Run<MoveData> run) {
        return delete(tx, run);
    }

    private Uni<Void> delete(Tx tx, Run<MoveData> run) {
        MoveData data = run.data();
        return ending.cancelled(tx, run)
                .chain(() -> data.hasLeft()
                        ? deleteServer.begin(tx, run.resourceId(), data.host(), data.generation())
                        : deleteServer.begin(tx, run.resourceId(), data.from(), data.fromGeneration()));
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
