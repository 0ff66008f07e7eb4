package io.caelum.compute.server;

import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** What hosts find about guests that nobody is working on. */
@ApplicationScoped
public class FoundPower {

    private static final int SHUT_DOWN = 4;
    private static final int CRASHED = 6;

    private final ServerStates states;

    FoundPower(ServerStates states) {
        this.states = states;
    }

    /** Its guest does not run by itself any more; null if that is known, or somebody is working on it. */
    public Uni<Server> isOff(Tx tx, UUID id, String host, int powerState) {
        boolean stopped = powerState == SHUT_DOWN || powerState == CRASHED;
        return states.move(
                tx,
                id,
                "power_state = :power" + (stopped ? ", vm_state = 'STOPPED'" : ""),
                "host = :host and vm_state = 'ACTIVE' and task_state is null and deleted_at is null"
                        + (stopped ? "" : " and power_state <> :power"),
                Map.of("host", host, "power", powerState));
    }

    /** Its guest runs although it was stopped: that is to be done once more; null if it is otherwise. */
    public Uni<Server> shouldBeOff(Tx tx, UUID id, String host) {
        return states.move(
                tx,
                id,
                "task_state = 'POWERING_OFF', last_order = last_order + 1",
                "host = :host and vm_state = 'STOPPED' and task_state is null and deleted_at is null",
                Map.of("host", host));
    }
}
