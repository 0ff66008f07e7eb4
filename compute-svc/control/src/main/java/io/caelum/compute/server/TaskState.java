package io.caelum.compute.server;

import java.util.Locale;
import java.util.Set;

/** What is being done to a server now; null when nothing is. */
public enum TaskState {
    SCHEDULING,
    NETWORKING,
    BLOCK_DEVICE_MAPPING,
    SPAWNING,
    REBOOTING,
    REBOOT_PENDING,
    REBOOT_STARTED,
    REBOOTING_HARD,
    REBOOT_PENDING_HARD,
    REBOOT_STARTED_HARD,
    UPDATING_PASSWORD,
    REBUILDING,
    REBUILD_BLOCK_DEVICE_MAPPING,
    REBUILD_SPAWNING,
    MIGRATING,
    RESIZE_PREP,
    RESIZE_MIGRATING,
    RESIZE_MIGRATED,
    RESIZE_FINISH,
    RESIZE_REVERTING,
    RESIZE_CONFIRMING,
    IMAGE_SNAPSHOT_PENDING,
    IMAGE_SNAPSHOT,
    IMAGE_PENDING_UPLOAD,
    IMAGE_UPLOADING,
    IMAGE_BACKUP,
    PAUSING,
    UNPAUSING,
    SUSPENDING,
    RESUMING,
    POWERING_OFF,
    POWERING_ON,
    RESCUING,
    UNRESCUING,
    DELETING,
    SOFT_DELETING,
    RESTORING,
    SHELVING,
    SHELVING_IMAGE_PENDING_UPLOAD,
    SHELVING_IMAGE_UPLOADING,
    SHELVING_OFFLOADING,
    UNSHELVING,
    /** Nova has no name for these two: there others wait on the host until the network card has come or gone. */
    ATTACHING_INTERFACE,
    DETACHING_INTERFACE;

    private static final Set<TaskState> WITH_DASH = Set.of(POWERING_OFF, POWERING_ON, SOFT_DELETING);

    /** As clients see it. */
    public String wireName() {
        String name = name().toLowerCase(Locale.ROOT);
        return WITH_DASH.contains(this) ? name.replace('_', '-') : name;
    }
}
