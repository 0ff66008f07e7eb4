package io.caelum.compute.server.action;

import io.caelum.compute.http.Asked;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.attachment.PortRefresh;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What the network service does to the ports of a server at the word of a server action. */
@ApplicationScoped
class PortChanges {

    private static final Logger LOG = Logger.getLogger(PortChanges.class);

    private final Db db;
    private final Servers servers;
    private final PortRefresh refresh;

    PortChanges(Db db, Servers servers, PortRefresh refresh) {
        this.db = db;
        this.servers = servers;
        this.refresh = refresh;
    }

    /** The change is to be seen in the server when this is answered. */
    Uni<Response> change(RequestContext who, UUID id, Supplier<Uni<Void>> change) {
        return db.read(tx -> servers.require(tx, who, id))
                .invoke(server -> server.requireUnlockedFor(who))
                .chain(change::get)
                .chain(() -> refreshed(id))
                .map(done -> ServerAction.accepted());
    }

    /** If it cannot be looked up now: the network service announces it, too. */
    private Uni<Void> refreshed(UUID id) {
        return refresh.of(id)
                .onFailure()
                .invoke(failure -> LOG.infof(
                        "ports were changed and not looked up: server_id=%s error=%s", id, failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Proxies of the network service ended with 2.43. */
    static void requireBefore244(Asked asked, ActionRequest request) {
        if (asked.atLeast(2, 44)) {
            throw Fault.notFound("The action '%s' ended with 2.43; use the network service.".formatted(request.name()));
        }
    }
}
