package io.caelum.platform.contract.network;

import java.util.List;
import java.util.UUID;

/**
 * A port that is bound to a host.
 *
 * @param active true when the agent has already reported it wired on this host: no event need be waited for
 */
public record BoundPort(
        UUID portId,
        UUID networkId,
        String networkName,
        String macAddress,
        int mtu,
        String vifType,
        boolean madeForServer,
        boolean active,
        List<FixedIp> fixedIps) {

    /** @param version 4 or 6 */
    public record FixedIp(UUID subnetId, String ipAddress, int version) {}
}
