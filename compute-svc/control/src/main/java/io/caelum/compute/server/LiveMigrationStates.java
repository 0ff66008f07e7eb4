package io.caelum.compute.server;

import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.data.RowJson;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The states of a server that goes to another host while it runs. Null means that somebody else has moved the server. */
@ApplicationScoped
public class LiveMigrationStates {

    private static final String ON_ITS_WAY = "deleted_at is null and task_state = 'MIGRATING'";

    private final ServerStates states;

    LiveMigrationStates(ServerStates states) {
        this.states = states;
    }

    /** Its host is about to be told to bring it, or told once more. */
    public Uni<Server> stillGoing(Tx tx, UUID id) {
        return states.move(tx, id, "progress = progress", ON_ITS_WAY, Map.of());
    }

    /** Its guest runs on the other host: what the former one still has of it is to go. */
    public Uni<Server> arrived(Tx tx, UUID id, ResizeStates.Place there) {
        return states.move(
                tx,
                id,
                "host = :host, availability_zone = nullif(:zone, ''), generation = :generation",
                ON_ITS_WAY,
                Map.of("host", there.host(), "zone", there.zone(), "generation", there.generation()));
    }

    /** Its ports have followed. */
    public Uni<Server> portsArrived(Tx tx, UUID id, List<BoundPort> ports) {
        return states.move(tx, id, "ports = :ports", ON_ITS_WAY, Map.of("ports", RowJson.write(ports)));
    }
}
