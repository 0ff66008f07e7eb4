package io.caelum.compute.migration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a server goes to another host. */
public enum MigrationType {
    /** It gets another size. */
    RESIZE,
    /** An administrator wants it elsewhere, and it is off on the way. */
    MIGRATION,
    /** The same, and it runs on the way. */
    LIVE_MIGRATION;

    /** As clients see it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<MigrationType> named(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(wireName))
                .findFirst();
    }
}
