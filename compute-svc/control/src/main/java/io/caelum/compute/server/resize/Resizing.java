package io.caelum.compute.server.resize;

import io.caelum.compute.flavor.FlavorSpec;
import io.caelum.compute.flavor.Flavors;
import io.caelum.compute.migration.FormerPlace;
import io.caelum.compute.migration.Migration;
import io.caelum.compute.migration.MigrationStatus;
import io.caelum.compute.migration.Migrations;
import io.caelum.compute.neighbour.ImageClient;
import io.caelum.compute.quota.Quotas;
import io.caelum.compute.server.Ingredients;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.TaskStates;
import io.caelum.compute.server.VmState;
import io.caelum.compute.server.order.ServerTask;
import io.caelum.compute.server.order.ServerTasks;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.compute.GuestOrder;
import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.workflow.Workflows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Begins what moves a server to another host, and what decides where it stays. */
@ApplicationScoped
public class Resizing {

    private final Db db;
    private final Flavors flavors;
    private final ImageClient images;
    private final Quotas quotas;
    private final Migrations migrations;
    private final FormerPlace formerPlace;
    private final Servers servers;
    private final ServerTasks tasks;
    private final TaskStates states;
    private final Workflows workflows;
    private final OtherHost otherHost;
    private final ResizeServer resizeServer;
    private final ConfirmResize confirmResize;
    private final RevertResize revertResize;

    Resizing(
            Db db,
            Flavors flavors,
            ImageClient images,
            Quotas quotas,
            Migrations migrations,
            FormerPlace formerPlace,
            Servers servers,
            ServerTasks tasks,
            TaskStates states,
            Workflows workflows,
            OtherHost otherHost,
            ResizeServer resizeServer,
            ConfirmResize confirmResize,
            RevertResize revertResize) {
        this.db = db;
        this.flavors = flavors;
        this.images = images;
        this.quotas = quotas;
        this.migrations = migrations;
        this.formerPlace = formerPlace;
        this.servers = servers;
        this.tasks = tasks;
        this.states = states;
        this.workflows = workflows;
        this.otherHost = otherHost;
        this.resizeServer = resizeServer;
        this.confirmResize = confirmResize;
        this.revertResize = revertResize;
    }

    /**
     * Whether there is a host for it turns out later, as everything else does that can fail then.
     *
     * @throws Fault BAD_REQUEST for a flavor that it cannot have, FORBIDDEN if the project may not have so much
     */
    public Uni<Void> resize(RequestContext who, UUID id, String flavorId) {
        return db.read(tx -> tasks.require(tx, who, id, Moving.RESIZE.task()))
                .chain(this::image)
                .chain(image -> db.withTransaction(tx -> tasks.require(tx, who, id, Moving.RESIZE.task())
                        .chain(server -> flavors.requireForServer(tx, who, flavorId)
                                .invoke(flavor -> requirePossible(server, flavor, image))
                                .call(flavor -> quotas.reserveGrowth(
                                        tx,
                                        server.projectId(),
                                        flavor.vcpus() - server.flavor().vcpus(),
                                        flavor.memoryMb() - server.flavor().memoryMb()))
                                .chain(flavor -> begin(tx, who, server, Moving.RESIZE, flavor, Optional.empty())))));
    }

    /** An image that is gone asks for nothing any more. */
    private Uni<Optional<ImageInfo>> image(Server server) {
        return server.image()
                .map(id -> images.requireBootable(id)
                        .map(Optional::of)
                        .onFailure(failure -> failure instanceof Fault fault && fault.kind() == Fault.Kind.BAD_REQUEST)
                        .recoverWithItem(Optional.empty()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static void requirePossible(Server server, FlavorSpec wanted, Optional<ImageInfo> image) {
        FlavorSpec now = server.flavor();
        if (wanted.number() == now.number()) {
            throw Fault.badRequest("The server has the flavor of flavorRef already: a resize needs another one.");
        }
        if (wanted.rootGb() < now.rootGb() || wanted.ephemeralGb() < now.ephemeralGb()) {
            throw Fault.badRequest(
                    ("Resize to flavor %s is not possible: a disk cannot become smaller. The server has %d GiB"
                                    + " and %d GiB of ephemeral disk, the flavor %d GiB and %d GiB.")
                            .formatted(
                                    wanted.name(),
                                    now.rootGb(),
                                    now.ephemeralGb(),
                                    wanted.rootGb(),
                                    wanted.ephemeralGb()));
        }
        image.ifPresent(from -> Ingredients.requireFit(from, wanted));
    }

    /**
     * @param to the only host that will do
     * @throws Fault BAD_REQUEST if there is no host for it now
     */
    public Uni<Void> migrate(RequestContext who, UUID id, Optional<String> to) {
        return db.withTransaction(tx -> tasks.require(tx, who, id, Moving.MIGRATE.task())
                .call(server -> otherHost.requireAnother(tx, server, to))
                .call(server -> otherHost.requireRoom(
                        tx, new OtherHost.Wish(id, server.orderAgain(Optional.empty()), server.requireHost(), to)))
                .chain(server -> begin(tx, who, server, Moving.MIGRATE, server.flavor(), to)));
    }

    private Uni<Void> begin(
            Tx tx, RequestContext who, Server found, Moving why, FlavorSpec flavor, Optional<String> to) {
        VmState former = found.vmState();
        return formerPlace
                .giveUp(tx, found.id(), MigrationStatus.ERROR)
                .chain(() -> tasks.begin(tx, who, found.id(), why.task()))
                .chain(server -> states.ordered(tx, server.id(), why.task().first())
                        .map(Server::order)
                        .chain(again -> migrations
                                .begin(tx, who, server, why.type(), former, flavor)
                                .chain(migration -> workflows.start(
                                        tx,
                                        resizeServer,
                                        server.id(),
                                        data(why, migration, server, former, again, flavor, to)))))
                .replaceWithVoid();
    }

    private static ResizeData data(
            Moving why,
            UUID migration,
            Server server,
            VmState former,
            GuestOrder again,
            FlavorSpec flavor,
            Optional<String> to) {
        return new ResizeData(
                why,
                migration,
                server.requireHost(),
                server.zone(),
                former == VmState.ACTIVE,
                new GuestOrder(again.serverId(), again.generation(), again.number() - 1),
                again,
                server.orderAgain(Optional.empty(), flavor),
                to,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                List.of());
    }

    /** It stays where it is. */
    public Uni<Void> confirm(RequestContext who, UUID id) {
        return db.withTransaction(tx -> decide(tx, who, id, Moving.CONFIRM)
                .chain(migration -> migrations
                        .reached(tx, migration.id(), MigrationStatus.CONFIRMING)
                        .chain(() -> workflows.start(
                                tx,
                                confirmResize,
                                id,
                                new ConfirmData(
                                        migration.id(),
                                        migration.sourceHost(),
                                        migration.sourceGeneration(),
                                        migration.formerState()))))
                .replaceWithVoid());
    }

    /** It goes back to where it was. */
    public Uni<Void> revert(RequestContext who, UUID id) {
        return db.withTransaction(tx -> decide(tx, who, id, Moving.REVERT)
                .chain(migration -> migrations
                        .reached(tx, migration.id(), MigrationStatus.REVERTING)
                        .chain(() -> servers.find(tx, id))
                        .chain(server -> workflows.start(tx, revertResize, id, data(migration, server))))
                .replaceWithVoid());
    }

    private static RevertData data(Migration migration, Server server) {
        return new RevertData(
                migration.id(),
                migration.destHost(),
                migration.destGeneration(),
                migration.sourceHost(),
                migration.sourceZone(),
                new GuestOrder(
                        server.id(),
                        migration.sourceGeneration(),
                        server.order().number()),
                migration.formerState() == VmState.ACTIVE,
                server.orderAgain(Optional.empty(), migration.oldFlavor()),
                false,
                0);
    }

    private Uni<Migration> decide(Tx tx, RequestContext who, UUID id, ServerTask task) {
        return tasks.begin(tx, who, id, task)
                .chain(server -> migrations.open(tx, id))
                .onItem()
                .ifNull()
                .failWith(() -> Fault.conflict("Instance %s has no migration that waits for that.".formatted(id)));
    }
}
