package io.caelum.compute.server;

import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.data.RowJson;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Moves servers from state to state. Each move is one conditional update, and the row that comes back (or does not) tells
 * whether it happened: a delete that was faster wins everywhere.
 */
@ApplicationScoped
public class ServerStates {

    private static final Logger LOG = Logger.getLogger(ServerStates.class);
    private static final String STILL_BUILDING = "vm_state = 'BUILDING' and task_state is distinct from 'DELETING'";

    private final Clock clock;

    ServerStates(Clock clock) {
        this.clock = clock;
    }

    /**
     * A host was claimed for it. A later try does not move the task state back.
     *
     * @return null if it is not being built any more
     */
    public Uni<Server> placed(Tx tx, UUID id, String host, String zone, long generation) {
        return move(tx, id, """
                host = :host, availability_zone = :zone, generation = :generation,
                task_state = case task_state when 'SCHEDULING' then 'NETWORKING' else task_state end""", STILL_BUILDING, Map.of("host", host, "zone", zone, "generation", generation));
    }

    /** Its host was given up. */
    public Uni<Void> unplaced(Tx tx, UUID id) {
        return move(tx, id, "host = null, ports = '[]'", STILL_BUILDING, Map.of())
                .replaceWithVoid();
    }

    /** Its ports are there and the host is about to be told; null if it is not being built any more. */
    public Uni<Server> spawning(Tx tx, UUID id, List<BoundPort> ports) {
        return move(
                tx,
                id,
                "task_state = 'SPAWNING', ports = :ports",
                STILL_BUILDING,
                Map.of("ports", RowJson.write(ports)));
    }

    /** Its host is about to be told once more; null if it is not being built any more. */
    public Uni<Server> stillSpawning(Tx tx, UUID id) {
        return move(tx, id, "task_state = 'SPAWNING'", STILL_BUILDING, Map.of());
    }

    /** It runs; null if it is not being built any more. */
    public Uni<Server> active(Tx tx, UUID id) {
        return move(
                tx,
                id,
                "vm_state = 'ACTIVE', task_state = null, power_state = 1, progress = 100, launched_at = :now",
                STILL_BUILDING,
                Map.of());
    }

    /** It came to nothing; null if somebody wants it deleted, who is to go on instead. */
    public Uni<Server> failed(Tx tx, UUID id, String message, String details) {
        return move(tx, id, """
                vm_state = 'ERROR', task_state = null, power_state = 0, host = null, ports = '[]',
                fault_code = 500, fault_message = :message, fault_details = :details, fault_at = :now""", STILL_BUILDING, Map.of("message", message, "details", details));
    }

    /** Its delete came to nothing: it can be deleted again. */
    public Uni<Server> deleteFailed(Tx tx, UUID id, String message, String details) {
        return move(tx, id, """
                vm_state = 'ERROR', task_state = null,
                fault_code = 500, fault_message = :message, fault_details = :details, fault_at = :now""", "deleted_at is null", Map.of("message", message, "details", details));
    }

    /** Somebody wants it gone; null if that is already so. */
    public Uni<Server> deleting(Tx tx, UUID id) {
        return move(
                tx,
                id,
                "task_state = 'DELETING'",
                "deleted_at is null and task_state is distinct from 'DELETING'",
                Map.of());
    }

    /** Nothing of it is left but its record; null if that was already so. */
    public Uni<Server> deleted(Tx tx, UUID id) {
        return move(tx, id, """
                vm_state = 'DELETED', task_state = null, power_state = 0, ports = '[]',
                terminated_at = :now, deleted_at = :now""", "deleted_at is null", Map.of());
    }

    Uni<Server> move(Tx tx, UUID id, String changes, String condition, Map<String, Object> values) {
        Instant now = clock.instant();
        var update = tx.session()
                .createNativeQuery(
                        "update servers s set updated_at = :now, " + changes + " where id = :id and " + condition
                                + " returning *",
                        Server.class)
                .setParameter("id", id)
                .setParameter("now", now);
        values.forEach(update::setParameter);
        return update.getSingleResultOrNull().invoke(server -> tell(server, id));
    }

    private static void tell(Server server, UUID id) {
        if (server == null) {
            LOG.debugf("server was moved by somebody else: server_id=%s", id);
        } else {
            LOG.infof(
                    "server moved: server_id=%s to=%s/%s host=%s",
                    id,
                    server.vmState.wireName(),
                    server.taskState == null ? "-" : server.taskState.wireName(),
                    server.host);
        }
    }
}
