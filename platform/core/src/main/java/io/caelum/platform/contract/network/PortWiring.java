package io.caelum.platform.contract.network;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything an agent needs to connect a port.
 *
 * @param bindingGeneration counts up with each binding; a report about an older one is ignored
 * @param deviceId server id, or other owner
 * @param segment the network's segment
 */
public record PortWiring(
        UUID portId,
        long bindingGeneration,
        UUID networkId,
        String deviceId,
        String deviceOwner,
        String macAddress,
        int mtu,
        boolean adminStateUp,
        NetworkSegment segment,
        List<BoundPort.FixedIp> fixedIps) {

    /**
     * @param networkType local, flat, vlan, gre or vxlan
     * @param physicalNetwork for flat and vlan
     * @param segmentationId for vlan, gre and vxlan
     */
    public record NetworkSegment(
            String networkType, Optional<String> physicalNetwork, Optional<Integer> segmentationId) {}
}
