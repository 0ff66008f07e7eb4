package io.caelum.compute.server.resize;

import static io.caelum.compute.server.VmState.ACTIVE;
import static io.caelum.compute.server.VmState.RESIZED;
import static io.caelum.compute.server.VmState.STOPPED;

import io.caelum.compute.migration.MigrationType;
import io.caelum.compute.server.TaskState;
import io.caelum.compute.server.order.ServerTask;
import java.util.EnumSet;
import java.util.List;

/** Why a server goes to another host, which is all in which the two differ. */
enum Moving {
    RESIZE("resize", MigrationType.RESIZE),
    MIGRATE("migrate", MigrationType.MIGRATION);

    static final ServerTask CONFIRM = new ServerTask(
            "confirmResize",
            "compute_confirm_resize",
            "resize.confirm",
            EnumSet.of(RESIZED),
            List.of(TaskState.RESIZE_CONFIRMING));
    static final ServerTask REVERT = new ServerTask(
            "revertResize",
            "compute_revert_resize",
            "resize.revert",
            EnumSet.of(RESIZED),
            List.of(TaskState.RESIZE_REVERTING));

    private final ServerTask task;
    private final MigrationType type;

    Moving(String action, MigrationType type) {
        this.task = new ServerTask(
                action,
                "compute_resize_instance",
                "resize",
                EnumSet.of(ACTIVE, STOPPED),
                List.of(
                        TaskState.RESIZE_PREP,
                        TaskState.RESIZE_MIGRATING,
                        TaskState.RESIZE_MIGRATED,
                        TaskState.RESIZE_FINISH));
        this.type = type;
    }

    ServerTask task() {
        return task;
    }

    MigrationType type() {
        return type;
    }
}
