package io.caelum.networkagent;

import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.PortWiring;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Wirings for tests. */
final class Wirings {

    private static final UUID NETWORK = UUID.randomUUID();

    private Wirings() {}

    static PortWiring of(UUID port, long generation) {
        return of(port, generation, "10.0.0.4");
    }

    static PortWiring of(UUID port, long generation, String ip) {
        return of(port, generation, ip, List.of());
    }

    static PortWiring of(UUID port, long generation, List<UUID> securityGroups) {
        return of(port, generation, "10.0.0.4", securityGroups);
    }

    private static PortWiring of(UUID port, long generation, String ip, List<UUID> securityGroups) {
        return new PortWiring(
                port,
                generation,
                NETWORK,
                "server",
                "compute:nova",
                "fa:16:3e:00:00:01",
                1450,
                true,
                new PortWiring.NetworkSegment("vxlan", Optional.empty(), Optional.of(5)),
                List.of(new BoundPort.FixedIp(NETWORK, ip, 4)),
                true,
                securityGroups,
                List.of(),
                List.of());
    }
}
