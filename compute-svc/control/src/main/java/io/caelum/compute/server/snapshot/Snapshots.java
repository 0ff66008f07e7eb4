package io.caelum.compute.server.snapshot;

import static io.caelum.compute.server.VmState.ACTIVE;
import static io.caelum.compute.server.VmState.PAUSED;
import static io.caelum.compute.server.VmState.STOPPED;
import static io.caelum.compute.server.VmState.SUSPENDED;

import io.caelum.compute.server.TaskState;
import io.caelum.compute.server.VmState;
import io.caelum.compute.server.order.ServerTask;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a snapshot is made for. */
enum Snapshots {
    IMAGE("createImage", "compute_snapshot_instance", TaskState.IMAGE_SNAPSHOT),
    BACKUP("createBackup", "compute_backup_instance", TaskState.IMAGE_BACKUP);

    private final ServerTask task;

    Snapshots(String action, String event, TaskState during) {
        task = new ServerTask(action, event, "snapshot", from(), List.of(during));
    }

    private static Set<VmState> from() {
        return EnumSet.of(ACTIVE, STOPPED, PAUSED, SUSPENDED);
    }

    ServerTask task() {
        return task;
    }

    /**
     * How many backups of a kind are kept.
     *
     * @param type as the user calls it: daily, weekly...
     */
    record Rotation(String type, int keep) {}

    static Snapshots of(Optional<Rotation> rotation) {
        return rotation.isPresent() ? BACKUP : IMAGE;
    }
}
