package io.caelum.network.securitygroup;

import java.util.Locale;

enum Direction {
    INGRESS,
    EGRESS;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Throws {@link IllegalArgumentException} for anything else. */
    static Direction named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
