package io.caelum.compute.migration;

import java.util.Locale;

/** How far a migration has come. */
public enum MigrationStatus {
    ACCEPTED,
    PREPARING,
    PRE_MIGRATING,
    MIGRATING,
    RUNNING,
    POST_MIGRATING,
    /** The server is on the other host, and can still go back. */
    FINISHED,
    CONFIRMING,
    CONFIRMED,
    REVERTING,
    REVERTED,
    /** A live one: the server is on the other host for good. */
    COMPLETED,
    ERROR;

    /** As clients see it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
