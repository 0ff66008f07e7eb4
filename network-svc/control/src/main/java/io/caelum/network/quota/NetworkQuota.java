package io.caelum.network.quota;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How many of each a project may have; -1 is no limit. */
public enum NetworkQuota {
    NETWORK(100),
    SUBNET(100),
    PORT(500),
    ROUTER(10),
    FLOATINGIP(50),
    SECURITY_GROUP(10),
    SECURITY_GROUP_RULE(100);

    private final long standard;

    NetworkQuota(long standard) {
        this.standard = standard;
    }

    /** The limit of a project that has none of its own. */
    long standard() {
        return standard;
    }

    /** The name in the API, which is the table's name too. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<NetworkQuota> named(String wireName) {
        return Arrays.stream(values())
                .filter(quota -> quota.wireName().equals(wireName))
                .findFirst();
    }
}
