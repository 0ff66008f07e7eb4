package io.caelum.network.tag;

/** Collections whose resources have tags. */
public enum TaggedCollection {
    NETWORKS("network", "e.shared = true or e.external = true"),
    SUBNETS("subnet", "1 = 0"),
    PORTS("port", "1 = 0"),
    ROUTERS("router", "1 = 0"),
    FLOATINGIPS("floatingip", "1 = 0"),
    SECURITY_GROUPS("security_group", "1 = 0");

    private final String table;
    private final String visibleToAll;

    TaggedCollection(String table, String visibleToAll) {
        this.table = table;
        this.visibleToAll = visibleToAll;
    }

    String table() {
        return table;
    }

    /** Which rows others than the owner may read, as a condition on {@code e}. */
    String visibleToAll() {
        return visibleToAll;
    }
}
