package io.caelum.compute.server.move;

import io.caelum.compute.host.Hosts;
import io.caelum.compute.server.MoveStates;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.Servers;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** An administrator knows that the host of a server is gone, and has it built on another one. */
@ApplicationScoped
public class EvacuateServer {

    private final Db db;
    private final Hosts hosts;
    private final Servers servers;
    private final MoveStates states;
    private final Departures departures;

    EvacuateServer(Db db, Hosts hosts, Servers servers, MoveStates states, Departures departures) {
        this.db = db;
        this.hosts = hosts;
        this.servers = servers;
        this.states = states;
        this.departures = departures;
    }

    /** @param to the only host that will do */
    public Uni<Void> evacuate(RequestContext who, UUID id, Optional<String> to) {
        return db.withTransaction(tx -> servers.find(tx, id)
                .onItem()
                .ifNull()
                .failWith(() -> Servers.notFound(id))
                .call(server -> requireGone(tx, server))
                .call(server -> requireOther(tx, server, to))
                .chain(() -> states.begun(tx, id))
                .onItem()
                .ifNull()
                .failWith(() -> Fault.conflict(
                        "Cannot 'evacuate' instance %s: it never ran, or something else is being done to it."
                                .formatted(id)))
                .chain(server -> departures.begin(tx, server, who, to)));
    }

    private Uni<Void> requireGone(Tx tx, Server server) {
        return server.host().isEmpty()
                ? Uni.createFrom().voidItem()
                : hosts.isUpLocked(tx, server.host().get())
                        .invoke(up -> {
                            if (up) {
                                throw Fault.badRequest("Compute service of %s is still in use."
                                        .formatted(server.host().get()));
                            }
                        })
                        .replaceWithVoid();
    }

    private Uni<Void> requireOther(Tx tx, Server server, Optional<String> to) {
        if (to.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        if (to.equals(server.host())) {
            throw Fault.badRequest("The target host can't be the same one.");
        }
        return hosts.exists(tx, to.get())
                .invoke(exists -> {
                    if (!exists) {
                        throw Fault.notFound("Compute host %s could not be found.".formatted(to.get()));
                    }
                })
                .replaceWithVoid();
    }
}
