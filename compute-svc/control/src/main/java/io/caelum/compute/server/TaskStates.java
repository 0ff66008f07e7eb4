package io.caelum.compute.server;

import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The states of a server whose guest is there and to which something is done. As in {@link ServerStates}, each move is one
 * conditional update, and a delete wins everywhere.
 */
@ApplicationScoped
public class TaskStates {

    private static final String NO_FAULT =
            "fault_code = null, fault_message = null, fault_details = null, fault_at = null";

    private static final String NOT_BEING_DELETED = "deleted_at is null and task_state is distinct from 'DELETING'";

    private final ServerStates states;

    TaskStates(ServerStates states) {
        this.states = states;
    }

    /** The task begins, and its order gets a number; null if the server is not in these states, or busy. */
    public Uni<Server> begun(Tx tx, UUID id, Collection<VmState> from, TaskState task) {
        return states.move(
                tx,
                id,
                "task_state = :task, last_order = last_order + 1",
                "deleted_at is null and task_state is null and vm_state in (" + names(from) + ")",
                Map.of("task", task.name()));
    }

    /** The task goes over into another one; null if somebody else has moved the server. */
    public Uni<Server> goesOn(Tx tx, UUID id, TaskState from, TaskState to) {
        return states.move(tx, id, "task_state = :task", isStillAt(List.of(from, to)), Map.of("task", to.name()));
    }

    /** Its host gets a further order within the task; null if somebody else has moved the server. */
    public Uni<Server> ordered(Tx tx, UUID id, TaskState task) {
        return states.move(tx, id, "last_order = last_order + 1", isStillAt(List.of(task)), Map.of());
    }

    /** It is as it was to be; null if somebody else has moved it. */
    public Uni<Server> ended(Tx tx, UUID id, Collection<TaskState> tasks, VmState to, int powerState) {
        return states.move(
                tx,
                id,
                "vm_state = :to, task_state = null, power_state = :power, " + NO_FAULT,
                isStillAt(tasks),
                Map.of("to", to.name(), "power", powerState));
    }

    /** The task is over and the server is what it was before; null if somebody else has moved it. */
    public Uni<Server> ended(Tx tx, UUID id, Collection<TaskState> tasks) {
        return states.move(tx, id, "task_state = null", isStillAt(tasks), Map.of());
    }

    /** The task came to nothing and the server is what it was before; null if somebody else has moved it. */
    public Uni<Server> wentBack(Tx tx, UUID id, Collection<TaskState> tasks, String message, String details) {
        return states.move(
                tx,
                id,
                "task_state = null, fault_code = 500, fault_message = :message, fault_details = :details, fault_at = :now",
                isStillAt(tasks),
                Map.of("message", message, "details", details));
    }

    /** The task came to nothing and left the server in a state that nobody knows; null if somebody else has moved it. */
    public Uni<Server> brokeDown(Tx tx, UUID id, Collection<TaskState> tasks, String message, String details) {
        return states.move(tx, id, """
                vm_state = 'ERROR', task_state = null,
                fault_code = 500, fault_message = :message, fault_details = :details, fault_at = :now""", isStillAt(tasks), Map.of("message", message, "details", details));
    }

    /** Its host is about to be told once more; null if somebody else has moved the server. */
    public Uni<Server> touched(Tx tx, UUID id, Collection<TaskState> tasks) {
        return states.move(tx, id, "progress = progress", isStillAt(tasks), Map.of());
    }

    /** An administrator says that it is well; what is being done to it finds that it has been moved. */
    public Uni<Server> resetToActive(Tx tx, UUID id) {
        return states.move(tx, id, "vm_state = 'ACTIVE', task_state = null, " + NO_FAULT, NOT_BEING_DELETED, Map.of());
    }

    /** An administrator says that it is in error, which the fault tells. */
    public Uni<Server> resetToError(Tx tx, UUID id, String message) {
        return states.move(tx, id, """
                vm_state = 'ERROR', task_state = null,
                fault_code = 500, fault_message = :message, fault_details = :message, fault_at = :now""", NOT_BEING_DELETED, Map.of("message", message));
    }

    /** @param by {@code owner} or {@code admin}; null to unlock */
    public Uni<Server> locked(Tx tx, UUID id, String by) {
        var values = new HashMap<String, Object>();
        values.put("locked", by != null);
        values.put("by", by == null ? "" : by);
        return states.move(tx, id, "locked = :locked, locked_by = nullif(:by, '')", "deleted_at is null", values);
    }

    private static String isStillAt(Collection<TaskState> tasks) {
        return "deleted_at is null and task_state in (" + names(tasks) + ")";
    }

    private static String names(Collection<? extends Enum<?>> values) {
        return values.stream().map(value -> "'" + value.name() + "'").collect(Collectors.joining(", "));
    }
}
