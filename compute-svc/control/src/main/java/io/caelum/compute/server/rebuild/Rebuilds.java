package io.caelum.compute.server.rebuild;

import io.caelum.compute.keypair.KeyPairs;
import io.caelum.compute.keypair.PublicKey;
import io.caelum.compute.neighbour.ImageClient;
import io.caelum.compute.server.Ingredients;
import io.caelum.compute.server.RebuildWanted;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.VmState;
import io.caelum.compute.server.order.ServerTasks;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.workflow.Workflows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Begins rebuilds. */
@ApplicationScoped
public class Rebuilds {

    private final Db db;
    private final ServerTasks tasks;
    private final KeyPairs keyPairs;
    private final ImageClient images;
    private final Workflows workflows;
    private final RebuildServer rebuildServer;

    Rebuilds(
            Db db,
            ServerTasks tasks,
            KeyPairs keyPairs,
            ImageClient images,
            Workflows workflows,
            RebuildServer rebuildServer) {
        this.db = db;
        this.tasks = tasks;
        this.keyPairs = keyPairs;
        this.images = images;
        this.workflows = workflows;
        this.rebuildServer = rebuildServer;
    }

    public Uni<Void> begin(RequestContext who, UUID id, RebuildWanted wanted) {
        return db.read(tx -> tasks.require(tx, who, id, RebuildServer.TASK))
                .chain(() -> images.requireBootable(wanted.imageId()))
                .chain(image -> db.withTransaction(tx -> begin(tx, who, id, wanted, image)));
    }

    private Uni<Void> begin(Tx tx, RequestContext who, UUID id, RebuildWanted wanted, ImageInfo image) {
        return key(tx, who, wanted)
                .chain(key -> tasks.require(tx, who, id, RebuildServer.TASK)
                        .map(Server::vmState)
                        .chain(before -> tasks.begin(tx, who, id, RebuildServer.TASK)
                                .invoke(server -> Ingredients.requireFit(
                                        image,
                                        server.orderAgain(Optional.of(image)).flavor()))
                                .invoke(server -> wanted.applyTo(server, image, key))
                                .call(server -> tx.session().update(server))
                                .call(server -> workflows.start(
                                        tx,
                                        rebuildServer,
                                        id,
                                        new RebuildData(
                                                server.requireHost(),
                                                server.order(),
                                                image,
                                                before != VmState.STOPPED,
                                                0))))
                        .replaceWithVoid());
    }

    private Uni<Optional<PublicKey>> key(Tx tx, RequestContext who, RebuildWanted wanted) {
        return wanted.wantedKey().isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : keyPairs.requireForServer(tx, who.userId(), wanted.wantedKey().get())
                        .map(Optional::of);
    }
}
