package io.caelum.network;

import java.util.Map;

/** External networks for tests, each with 172.24.4.0/24. */
final class External {

    private External() {}

    static String network(Api admin) {
        return network(admin, "172.24.4.0/24");
    }

    static String network(Api admin, String cidr) {
        String id = admin.create(
                        "network",
                        Map.of("name", "outside", "router:external", true, "project_id", "outside" + System.nanoTime()))
                .getString("id");
        admin.create("subnet", Map.of("network_id", id, "cidr", cidr, "enable_dhcp", false, "ip_version", 4));
        return id;
    }
}
