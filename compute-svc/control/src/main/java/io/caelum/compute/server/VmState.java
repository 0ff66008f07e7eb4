package io.caelum.compute.server;

import java.util.Locale;

/** What a server is; what is being done to it is its {@link TaskState}. */
public enum VmState {
    BUILDING,
    ACTIVE,
    PAUSED,
    SUSPENDED,
    STOPPED,
    RESCUED,
    RESIZED,
    SOFT_DELETE,
    SHELVED,
    SHELVED_OFFLOADED,
    ERROR,
    DELETED;

    /** As clients see it. */
    public String wireName() {
        return this == SOFT_DELETE ? "soft-delete" : name().toLowerCase(Locale.ROOT);
    }
}
