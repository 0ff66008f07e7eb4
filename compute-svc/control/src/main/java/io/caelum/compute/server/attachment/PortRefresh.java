package io.caelum.compute.server.attachment;

import io.caelum.compute.neighbour.ServerPortsClient;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.VmState;
import io.caelum.platform.data.Db;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes into a server's row what the network service tells of its ports now: their addresses, the floating ones, too, and
 * their groups. So whoever lists servers asks nobody else.
 */
@ApplicationScoped
public class PortRefresh {

    private static final Logger LOG = Logger.getLogger(PortRefresh.class);
    private static final int TRIES = 5;

    private final Db db;
    private final Servers servers;
    private final ServerPortsClient ports;

    PortRefresh(Db db, Servers servers, ServerPortsClient ports) {
        this.db = db;
        this.servers = servers;
        this.ports = ports;
    }

    /**
     * Nothing for a server that is gone or has no ports; a Fault UNAVAILABLE for one that gets its first ones at this moment:
     * whoever has told of the change tells of it again.
     */
    public Uni<Void> of(UUID id) {
        return attempt(id, 1);
    }

    /** An answer that was overtaken by a change, or by another answer, counts for nothing: the question is asked again. */
    private Uni<Void> attempt(UUID id, int tries) {
        return db.read(tx -> servers.find(tx, id))
                .chain(server ->
                        isConnected(server) ? refresh(server) : Uni.createFrom().item(true))
                .chain(done -> {
                    if (done) {
                        return Uni.createFrom().voidItem();
                    }
                    return tries < TRIES
                            ? attempt(id, tries + 1)
                            : Uni.createFrom()
                                    .failure(Fault.unavailable(
                                            "The ports of instance %s change all the time.".formatted(id)));
                });
    }

    private static boolean isConnected(@Nullable Server server) {
        if (server != null && server.ports().isEmpty() && server.vmState() == VmState.BUILDING) {
            throw Fault.unavailable("Instance %s has no ports yet.".formatted(server.id()));
        }
        return server != null && !server.ports().isEmpty();
    }

    private Uni<Boolean> refresh(Server seen) {
        return ports.networkOf(seen.id())
                .chain(now -> db.withTransaction(tx -> servers.refreshPorts(tx, seen.id(), seen.ports(), now)))
                .invoke(done -> LOG.debugf("ports looked up: server_id=%s current=%s", seen.id(), done));
    }
}
