package io.caelum.network.securitygroup;

import java.util.Arrays;

enum Ethertype {
    IPV4("IPv4", 4),
    IPV6("IPv6", 6);

    private final String wireName;
    private final int version;

    Ethertype(String wireName, int version) {
        this.wireName = wireName;
        this.version = version;
    }

    String wireName() {
        return wireName;
    }

    int version() {
        return version;
    }

    /** Throws {@link IllegalArgumentException} for anything else. */
    static Ethertype named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }
}
