package io.caelum.compute.report;

import io.caelum.compute.server.LostServers;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.ServerNotices;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Servers that should run on a host which has no guest of theirs. When it says so twice they go to error with the reason,
 * and come back if it has them again. Not to SHUTOFF, which would promise that they can be started, and they are not
 * built anew either: their disks are gone with the guest, and a server that comes up empty, as if nothing had happened,
 * is worse than one that says so.
 */
@ApplicationScoped
class MissingGuests {

    private static final Logger LOG = Logger.getLogger(MissingGuests.class);
    private static final String MESSAGE = "The guest is not on host %s any more. (step check-guest, request %s)";

    private final Db db;
    private final LostServers lost;
    private final ServerNotices notices;

    MissingGuests(Db db, LostServers lost, ServerNotices notices) {
        this.db = db;
        this.lost = lost;
        this.notices = notices;
    }

    Uni<Void> mark(String host, List<UUID> missing) {
        if (missing.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String message = MESSAGE.formatted(host, CurrentContext.get().requestId());
        return db.withTransaction(
                tx -> lost.guestMissing(tx, missing, host, message).chain(found -> tellAll(tx, found, message)));
    }

    Uni<Void> unmark(String host, List<UUID> found) {
        return found.isEmpty()
                ? Uni.createFrom().voidItem()
                : db.withTransaction(tx -> lost.guestThere(tx, found, host));
    }

    private Uni<Void> tellAll(Tx tx, List<Server> found, String message) {
        Uni<Void> told = Uni.createFrom().voidItem();
        for (Server server : found) {
            LOG.warnf(
                    "guest is gone: server_id=%s host=%s",
                    server.id(), server.host().orElse(null));
            told = told.chain(() -> notices.failed(tx, server, message));
        }
        return told;
    }
}
