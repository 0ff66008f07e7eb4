package io.caelum.platform.contract.network;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything an agent needs to connect a port.
 *
 * @param bindingGeneration counts up with each binding; a report about an older one is ignored
 * @param deviceId server id, or other owner: a router, a network for its DHCP port
 * @param deviceOwner {@code compute:<zone>}, {@code network:dhcp}, {@code network:router_interface}, ...
 * @param segment the network's segment
 * @param portSecurity false: what the port sends and gets is neither filtered nor checked for spoofing
 * @param securityGroups whose rules apply; their content comes as {@link SecurityGroupState}
 * @param allowedAddressPairs what the port may send as, beside its own addresses
 * @param bandwidthLimits at most one for each direction
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
        List<BoundPort.FixedIp> fixedIps,
        boolean portSecurity,
        List<UUID> securityGroups,
        List<AddressPair> allowedAddressPairs,
        List<BandwidthLimit> bandwidthLimits) {

    /** A record that an older agent has kept has no lists. */
    public PortWiring {
        securityGroups = securityGroups == null ? List.of() : List.copyOf(securityGroups);
        allowedAddressPairs = allowedAddressPairs == null ? List.of() : List.copyOf(allowedAddressPairs);
        bandwidthLimits = bandwidthLimits == null ? List.of() : List.copyOf(bandwidthLimits);
    }

    /** @param ipAddress an address or a range in CIDR notation */
    public record AddressPair(String ipAddress, String macAddress) {}

    /**
     * @param direction {@code egress} is what the device on the port sends, {@code ingress} what it gets
     * @param maxKbps kilobits (1000) per second
     * @param maxBurstKbps kilobits; 0 for the agent's choice
     */
    public record BandwidthLimit(String direction, int maxKbps, int maxBurstKbps) {}

    /**
     * @param networkType local, flat, vlan, gre or vxlan
     * @param physicalNetwork for flat and vlan
     * @param segmentationId for vlan, gre and vxlan
     */
    public record NetworkSegment(
            String networkType, Optional<String> physicalNetwork, Optional<Integer> segmentationId) {}
}
