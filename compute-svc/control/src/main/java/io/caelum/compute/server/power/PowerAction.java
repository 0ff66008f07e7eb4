package io.caelum.compute.server.power;

import static io.caelum.compute.server.VmState.ACTIVE;
import static io.caelum.compute.server.VmState.ERROR;
import static io.caelum.compute.server.VmState.PAUSED;
import static io.caelum.compute.server.VmState.STOPPED;
import static io.caelum.compute.server.VmState.SUSPENDED;

import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.TaskState;
import io.caelum.compute.server.VmState;
import io.caelum.compute.server.order.ServerTask;
import io.caelum.platform.contract.compute.PowerChange;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What changes a guest's power: who may do it, from which states, and what the server is during and after it. */
public enum PowerAction {
    STOP(
            ComputePolicy.SERVERS_STOP,
            PowerChange.STOP,
            task("stop", "power_off", EnumSet.of(ACTIVE, ERROR), TaskState.POWERING_OFF),
            STOPPED),
    START(
            ComputePolicy.SERVERS_START,
            PowerChange.START,
            task("start", "power_on", EnumSet.of(STOPPED), TaskState.POWERING_ON),
            ACTIVE),
    REBOOT_SOFT(
            ComputePolicy.SERVERS_REBOOT,
            PowerChange.REBOOT_SOFT,
            task("reboot", "reboot", EnumSet.of(ACTIVE), TaskState.REBOOTING),
            ACTIVE),
    REBOOT_HARD(
            ComputePolicy.SERVERS_REBOOT,
            PowerChange.REBOOT_HARD,
            task("reboot", "reboot", EnumSet.of(ACTIVE, STOPPED, PAUSED, SUSPENDED, ERROR), TaskState.REBOOTING_HARD),
            ACTIVE),
    PAUSE(
            ComputePolicy.SERVERS_PAUSE,
            PowerChange.PAUSE,
            task("pause", "pause", EnumSet.of(ACTIVE), TaskState.PAUSING),
            PAUSED),
    UNPAUSE(
            ComputePolicy.SERVERS_UNPAUSE,
            PowerChange.UNPAUSE,
            task("unpause", "unpause", EnumSet.of(PAUSED), TaskState.UNPAUSING),
            ACTIVE),
    SUSPEND(
            ComputePolicy.SERVERS_SUSPEND,
            PowerChange.SUSPEND,
            task("suspend", "suspend", EnumSet.of(ACTIVE), TaskState.SUSPENDING),
            SUSPENDED),
    RESUME(
            ComputePolicy.SERVERS_RESUME,
            PowerChange.RESUME,
            task("resume", "resume", EnumSet.of(SUSPENDED), TaskState.RESUMING),
            ACTIVE);

    private static final int PATIENCE_SECONDS = 60;

    private final ComputePolicy policy;
    private final PowerChange change;
    private final ServerTask task;
    private final VmState to;

    PowerAction(ComputePolicy policy, PowerChange change, ServerTask task, VmState to) {
        this.policy = policy;
        this.change = change;
        this.task = task;
        this.to = to;
    }

    private static ServerTask task(String action, String notice, Set<VmState> from, TaskState during) {
        return new ServerTask(action, "compute_" + action + "_instance", notice, from, List.of(during));
    }

    public ComputePolicy policy() {
        return policy;
    }

    PowerChange change() {
        return change;
    }

    public ServerTask task() {
        return task;
    }

    VmState to() {
        return to;
    }

    /** Whether the guest's machine is made anew. */
    boolean startsGuest() {
        return this == START || this == REBOOT_HARD;
    }

    /** How long the guest may take to shut down by itself. */
    int patienceSeconds() {
        return this == STOP || this == REBOOT_SOFT ? PATIENCE_SECONDS : 0;
    }
}
