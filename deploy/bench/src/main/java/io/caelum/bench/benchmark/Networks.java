package io.caelum.bench.benchmark;

import java.util.Map;

/** Networks and ports. */
final class Networks {

    private static final int CALLERS = 8;

    private Networks() {}

    static void networks(Bench bench) {
        int count = Math.max(CALLERS, bench.plan.requests / 4);
        bench.ingredients();
        bench.measure("network 8", bench.plan.load(count, CALLERS), number -> {
            String network = create(bench, "network", Map.of("name", bench.name("net-" + number)));
            create(
                    bench,
                    "subnet",
                    Map.of(
                            "name",
                            bench.name("subnet"),
                            "network_id",
                            network,
                            "ip_version",
                            4,
                            "cidr",
                            "10.9.0.0/24"));
            createPort(bench, network);
        });
    }

    static void ports(Bench bench) {
        String network = bench.ingredients().network();
        bench.measure("port 8", bench.plan.load(bench.plan.requests, CALLERS), number -> createPort(bench, network));
    }

    private static void createPort(Bench bench, String network) {
        create(bench, "port", Map.of("name", bench.name("port"), "network_id", network));
    }

    private static String create(Bench bench, String kind, Map<String, ?> fields) {
        return bench.api
                .post("network", "/" + kind + "s", Map.of(kind, fields))
                .orThrow()
                .id(kind);
    }
}
