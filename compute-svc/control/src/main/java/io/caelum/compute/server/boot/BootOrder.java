package io.caelum.compute.server.boot;

import io.caelum.compute.flavor.FlavorSpec;
import io.caelum.compute.scheduler.Demand;
import io.caelum.compute.server.GuestInput;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.ServerPorts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What was asked for; it does not change while the server is built.
 *
 * @param host the only host that will do, where an administrator named one
 * @param ports with ids fixed before the first try, so that a repeat finds what an earlier one made
 */
public record BootOrder(
        String projectId,
        String userId,
        String name,
        String hostname,
        FlavorSpec flavor,
        Optional<ImageInfo> image,
        boolean configDrive,
        Optional<String> zone,
        Optional<String> host,
        List<String> securityGroups,
        List<ServerPorts.Wanted> ports) {

    private static final int MB_PER_GB = 1024;
    private static final String USUAL_ZONE = "nova";

    public Demand demand(UUID server, List<String> tried) {
        return new Demand(server, flavor.vcpus(), flavor.memoryMb(), diskGb(), zone, host, tried);
    }

    public Demand demand(UUID server) {
        return demand(server, List.of());
    }

    /** Its ports on a host. */
    public ServerPorts portsOn(UUID server, String onHost, Optional<String> inZone) {
        return new ServerPorts(server, name, projectId, onHost, inZone.orElse(USUAL_ZONE), securityGroups, ports);
    }

    private int diskGb() {
        long swapGb = (flavor.swapMb() + MB_PER_GB - 1L) / MB_PER_GB;
        return Math.clamp((long) flavor.rootGb() + flavor.ephemeralGb() + swapGb, 0, Integer.MAX_VALUE);
    }

    /** What a host is told whose guest is there already, or comes from another one. */
    public BuildRequest build(UUID server, long generation, List<BoundPort> bound, GuestInput input) {
        return build(server, generation, Optional.empty(), bound, input);
    }

    /** What the host is told in one try. */
    public BuildRequest build(
            UUID server, long generation, Optional<Instant> startBefore, List<BoundPort> bound, GuestInput input) {
        return new BuildRequest(
                server,
                generation,
                startBefore,
                name,
                hostname,
                projectId,
                userId,
                image,
                flavor.vcpus(),
                flavor.memoryMb(),
                flavor.rootGb(),
                flavor.ephemeralGb(),
                flavor.swapMb(),
                bound,
                input.metadata(),
                input.keyName(),
                input.publicKey(),
                input.userData(),
                configDrive);
    }
}
