package io.caelum.platform.contract.network;

import java.util.List;
import java.util.UUID;

/**
 * A port that is bound to a host.
 *
 * @param active true when the agent has already reported it wired on this host: no event need be waited for
 * @param floating the floating addresses that lead to it
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
        List<FixedIp> fixedIps,
        List<FloatingIp> floating) {

    /** A service that is older, or a record that one has kept, says nothing of floating addresses. */
    public BoundPort {
        floating = floating == null ? List.of() : List.copyOf(floating);
    }

    /** One to which no floating address leads. */
    public BoundPort(
            UUID portId,
            UUID networkId,
            String networkName,
            String macAddress,
            int mtu,
            String vifType,
            boolean madeForServer,
            boolean active,
            List<FixedIp> fixedIps) {
        this(portId, networkId, networkName, macAddress, mtu, vifType, madeForServer, active, fixedIps, List.of());
    }

    public BoundPort leadBy(List<FloatingIp> addresses) {
        return new BoundPort(
                portId, networkId, networkName, macAddress, mtu, vifType, madeForServer, active, fixedIps, addresses);
    }

    /** @param version 4 or 6 */
    public record FixedIp(UUID subnetId, String ipAddress, int version) {}

    /** @param fixedIp the port's own address to which it leads */
    public record FloatingIp(String fixedIp, String ipAddress) {}
}
