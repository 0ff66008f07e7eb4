package io.caelum.compute.server.order;

import io.caelum.compute.server.TaskState;
import io.caelum.compute.server.VmState;
import java.util.List;
import java.util.Set;

/**
 * What is done to a server, by all its names.
 *
 * @param action in the list of instance actions, and in messages about wrong states
 * @param event what the host does for it, as Nova calls it
 * @param notice between {@code compute.instance.} and {@code .start} in notifications
 * @param from where it may begin
 * @param states while it runs, the first one first
 */
public record ServerTask(String action, String event, String notice, Set<VmState> from, List<TaskState> states) {

    public TaskState first() {
        return states.getFirst();
    }
}
