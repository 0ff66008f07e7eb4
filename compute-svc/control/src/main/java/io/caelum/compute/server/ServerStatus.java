package io.caelum.compute.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one word that clients show: a function of both states. */
enum ServerStatus {
    BUILD,
    ACTIVE,
    REBOOT,
    HARD_REBOOT,
    PASSWORD,
    REBUILD,
    MIGRATING,
    RESIZE,
    VERIFY_RESIZE,
    REVERT_RESIZE,
    SHUTOFF,
    PAUSED,
    SUSPENDED,
    RESCUE,
    SOFT_DELETED,
    SHELVED,
    SHELVED_OFFLOADED,
    ERROR,
    DELETED;

    static ServerStatus of(VmState vmState, @Nullable TaskState taskState) {
        return switch (vmState) {
            case BUILDING -> BUILD;
            case ACTIVE -> whileActive(taskState);
            case STOPPED -> isRebuild(taskState) ? REBUILD : isResize(taskState) ? RESIZE : SHUTOFF;
            case RESIZED -> taskState == TaskState.RESIZE_REVERTING ? REVERT_RESIZE : VERIFY_RESIZE;
            case PAUSED -> taskState == TaskState.MIGRATING ? MIGRATING : PAUSED;
            case ERROR -> isRebuild(taskState) ? REBUILD : ERROR;
            case SUSPENDED -> SUSPENDED;
            case RESCUED -> RESCUE;
            case DELETED -> DELETED;
            case SOFT_DELETE -> SOFT_DELETED;
            case SHELVED -> SHELVED;
            case SHELVED_OFFLOADED -> SHELVED_OFFLOADED;
        };
    }

    private static ServerStatus whileActive(@Nullable TaskState taskState) {
        if (isRebuild(taskState)) {
            return REBUILD;
        }
        if (isResize(taskState)) {
            return RESIZE;
        }
        return switch (taskState) {
            case REBOOTING, REBOOT_PENDING, REBOOT_STARTED -> REBOOT;
            case REBOOTING_HARD, REBOOT_PENDING_HARD, REBOOT_STARTED_HARD -> HARD_REBOOT;
            case UPDATING_PASSWORD -> PASSWORD;
            case MIGRATING -> MIGRATING;
            case null, default -> ACTIVE;
        };
    }

    private static boolean isRebuild(@Nullable TaskState taskState) {
        return taskState == TaskState.REBUILDING
                || taskState == TaskState.REBUILD_BLOCK_DEVICE_MAPPING
                || taskState == TaskState.REBUILD_SPAWNING;
    }

    private static boolean isResize(@Nullable TaskState taskState) {
        return taskState == TaskState.RESIZE_PREP
                || taskState == TaskState.RESIZE_MIGRATING
                || taskState == TaskState.RESIZE_MIGRATED
                || taskState == TaskState.RESIZE_FINISH;
    }

    static Optional<ServerStatus> named(String text) {
        for (ServerStatus status : values()) {
            if (status.name().equals(text.toUpperCase(Locale.ROOT))) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    boolean showsProgress() {
        return switch (this) {
            case ACTIVE, BUILD, REBUILD, RESIZE, VERIFY_RESIZE, MIGRATING -> true;
            case REBOOT,
                    HARD_REBOOT,
                    PASSWORD,
                    REVERT_RESIZE,
                    SHUTOFF,
                    PAUSED,
                    SUSPENDED,
                    RESCUE,
                    SOFT_DELETED,
                    SHELVED,
                    SHELVED_OFFLOADED,
                    ERROR,
                    DELETED -> false;
        };
    }

    boolean showsFault() {
        return this == ERROR || this == DELETED;
    }

    /** All pairs of states that have this status, as an SQL condition: so the mapping is written down once only. */
    String condition() {
        List<String> pairs = new ArrayList<>();
        for (VmState vmState : VmState.values()) {
            if (of(vmState, null) == this) {
                pairs.add("('" + vmState + "', '')");
            }
            for (TaskState taskState : TaskState.values()) {
                if (of(vmState, taskState) == this) {
                    pairs.add("('" + vmState + "', '" + taskState + "')");
                }
            }
        }
        return "(s.vm_state, coalesce(s.task_state, '')) in (" + String.join(", ", pairs) + ")";
    }
}
