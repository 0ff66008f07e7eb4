package io.caelum.network.segment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The values of {@code provider:network_type}. */
public enum NetworkType {
    LOCAL,
    FLAT,
    VLAN,
    GRE,
    VXLAN;

    /** The name in the API, in messages and in rows. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<NetworkType> named(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(wireName))
                .findFirst();
    }
}
