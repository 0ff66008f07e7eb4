package io.caelum.platform.contract.network;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The ports of one server on one host.
 *
 * @param host name of the compute host, equal to its agent's
 * @param securityGroups names or ids; empty for the project's default
 */
public record ServerPorts(
        UUID serverId,
        String serverName,
        String projectId,
        String host,
        String availabilityZone,
        List<String> securityGroups,
        List<Wanted> ports) {

    /**
     * @param portId fixed before the first try, so that a repeat finds what the first one made
     * @param existing true for a port of the user's, which is adopted and never deleted
     */
    public record Wanted(
            UUID portId, boolean existing, UUID networkId, Optional<String> fixedIp, Optional<String> tag) {}
}
