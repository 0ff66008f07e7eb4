package io.caelum.compute.server;

import io.caelum.compute.migration.Migrations;
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

/** The states of a server that is built again on another host. As in {@link ServerStates}, a delete wins everywhere. */
@ApplicationScoped
public class MoveStates {

    private static final String STILL_MOVING = "task_state in ('REBUILDING', 'REBUILD_SPAWNING')";

    private final ServerStates states;
    private final Clock clock;

    MoveStates(ServerStates states, Clock clock) {
        this.states = states;
        this.clock = clock;
    }

    /** Somebody wants it elsewhere; null if something else is being done to it, or it never ran. */
    public Uni<Server> begun(Tx tx, UUID id) {
        return states.move(
                tx,
                id,
                "task_state = 'REBUILDING', move_tried_at = :now",
                "deleted_at is null and task_state is null and vm_state in ('ACTIVE', 'ERROR')"
                        + " and launched_at is not null",
                Map.of());
    }

    /**
     * The same for servers on hosts that said goodbye before that moment and have not come back.
     *
     * @param tried none for which that was tried later than this
     */
    public Uni<List<Server>> begunForThoseLeftBehind(
            Tx tx, String hypervisorType, Instant leftBefore, Instant tried, int most) {
        return tx.session()
                .createNativeQuery("""
                        update servers set task_state = 'REBUILDING', move_tried_at = :now, updated_at = :now
                        where id in (
                            select s.id from servers s join hosts h on h.name = s.host
                            where h.left_at <= :left and h.hypervisor_type = :type
                                and s.vm_state = 'ACTIVE' and s.task_state is null and s.deleted_at is null
                                and (s.move_tried_at is null or s.move_tried_at <= :tried)
                            order by s.number limit :most for update of s skip locked)
                        returning *""", Server.class)
                .setParameter("now", clock.instant())
                .setParameter("left", leftBefore)
                .setParameter("type", hypervisorType)
                .setParameter("tried", tried)
                .setParameter("most", most)
                .getResultList();
    }

    /**
     * It belongs to the new host from now on: what the former one still has of it is to go.
     *
     * @return null if somebody wants it deleted
     */
    public Uni<Server> placed(Tx tx, UUID id, String host, String zone) {
        return states.move(
                tx,
                id,
                "host = :host, availability_zone = :zone, task_state = 'REBUILDING', generation = "
                        + Migrations.NEXT_GENERATION,
                STILL_MOVING,
                Map.of("host", host, "zone", zone));
    }

    /** The new host was given up. */
    public Uni<Void> unplaced(Tx tx, UUID id) {
        return states.move(tx, id, "host = null", STILL_MOVING, Map.of()).replaceWithVoid();
    }

    /** Its ports are on the new host, which is about to be told; null if somebody wants it deleted. */
    public Uni<Server> spawning(Tx tx, UUID id, List<BoundPort> ports) {
        return states.move(
                tx,
                id,
                "task_state = 'REBUILD_SPAWNING', ports = :ports",
                STILL_MOVING,
                Map.of("ports", RowJson.write(ports)));
    }

    /** The host is about to be told once more; null if somebody wants it deleted. */
    public Uni<Server> stillSpawning(Tx tx, UUID id) {
        return states.move(tx, id, "task_state = 'REBUILD_SPAWNING'", STILL_MOVING, Map.of());
    }

    /** It runs on the new host. */
    public Uni<Server> done(Tx tx, UUID id) {
        return states.move(
                tx,
                id,
                "vm_state = 'ACTIVE', task_state = null, power_state = 1, launched_at = :now",
                STILL_MOVING,
                Map.of());
    }

    /** It stays where it is; null if somebody wants it deleted. */
    public Uni<Server> stays(Tx tx, UUID id) {
        return states.move(tx, id, "task_state = null", STILL_MOVING, Map.of());
    }

    /** It is not on its former host any more and could not be built on another; null if somebody wants it deleted. */
    public Uni<Server> failed(Tx tx, UUID id, String message, String details) {
        return states.move(tx, id, """
                vm_state = 'ERROR', task_state = null, power_state = 0, host = null,
                fault_code = 500, fault_message = :message, fault_details = :details, fault_at = :now""", STILL_MOVING, Map.of("message", message, "details", details));
    }
}
