package io.caelum.compute.heal;

import io.caelum.compute.action.InstanceActions;
import io.caelum.compute.server.LostServers;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.ServerNotices;
import io.caelum.compute.server.delete.DeleteServer;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Servers for which something is said to be under way, and nobody is at it; and those that do not say why they failed. */
@ApplicationScoped
class ServerHealing {

    private static final Logger LOG = Logger.getLogger(ServerHealing.class);
    private static final String ABANDONED =
            "What was being done to the server was lost: no workflow is there for it. (step heal, request %s)";

    private final Db db;
    private final LostServers lost;
    private final DeleteServer delete;
    private final InstanceActions actions;
    private final ServerNotices notices;

    ServerHealing(Db db, LostServers lost, DeleteServer delete, InstanceActions actions, ServerNotices notices) {
        this.db = db;
        this.lost = lost;
        this.delete = delete;
        this.actions = actions;
        this.notices = notices;
    }

    Uni<Void> heal() {
        return db.read(lost::withoutWorkflow)
                .chain(this::healEach)
                .chain(() -> Treatment.apart("servers in error are explained", this::explain));
    }

    /** One transaction each: a server that cannot be healed keeps no other from it. */
    private Uni<Void> healEach(List<UUID> ids) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (UUID id : ids) {
            done = done.chain(() -> Treatment.apart("server " + id + " is healed", () -> heal(id)));
        }
        return done;
    }

    private Uni<Void> heal(UUID id) {
        RequestContext who = CurrentContext.get();
        String message = ABANDONED.formatted(who.requestId());
        return db.withTransaction(tx -> lost.deletingWithoutWorkflow(tx, id)
                .chain(deleting -> deleting != null
                        ? deleteAgain(tx, who, deleting)
                        : lost.abandonedToError(tx, id, message)
                                .chain(found ->
                                        found == null ? Uni.createFrom().voidItem() : tell(tx, found, message))));
    }

    private Uni<Void> explain() {
        String request = CurrentContext.get().requestId();
        return db.inOneStatement(tx -> lost.explain(tx, request))
                .invoke(ids -> {
                    if (!ids.isEmpty()) {
                        LOG.warnf("servers in error did not say why: server_ids=%s", ids);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> deleteAgain(Tx tx, RequestContext who, Server server) {
        LOG.warnf("the delete of a server was lost and begins again: server_id=%s", server.id());
        return actions.begin(tx, server.id(), "delete", who)
                .chain(() -> delete.begin(tx, server.id(), server.host(), server.generation()));
    }

    private Uni<Void> tell(Tx tx, Server server, String message) {
        LOG.warnf("nobody was working on a server any more, it is in error now: server_id=%s", server.id());
        return notices.failed(tx, server, message);
    }
}
