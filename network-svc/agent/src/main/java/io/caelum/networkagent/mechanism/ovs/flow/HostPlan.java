package io.caelum.networkagent.mechanism.ovs.flow;

import io.caelum.networkagent.mechanism.Surroundings;
import io.caelum.platform.contract.network.PortWiring.NetworkSegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything from which the flows of a host follow.
 *
 * @param ports all that are wired
 * @param segments the networks of these ports, by local number
 * @param cables to other bridges
 * @param underlay the bridge that owns the NIC of the tunnels: a plain switch; empty where tunnels need none
 */
public record HostPlan(
        List<LocalPort> ports,
        Map<Integer, NetworkSegment> segments,
        Surroundings surroundings,
        Cables cables,
        Optional<String> underlay) {

    List<LocalPort> portsOn(int vlan) {
        return ports.stream().filter(port -> port.vlan() == vlan && port.isUp()).toList();
    }

    /** The port of the integration bridge through which a network goes on to other hosts. */
    Optional<Integer> uplink(int vlan) {
        NetworkSegment segment = segments.get(vlan);
        return switch (segment.networkType()) {
            case "vxlan", "gre" -> cables.toTunnels();
            case "flat", "vlan" -> segment.physicalNetwork().map(cables.toProviders()::get);
            default -> Optional.empty();
        };
    }

    /**
     * Numbers of ports that lead from bridge to bridge, and into tunnels.
     *
     * @param toTunnels on the integration bridge
     * @param toProviders on the integration bridge, by physical network
     * @param fromIntegration on a provider's bridge, by physical network
     * @param tunnelsToIntegration on the tunnel bridge
     * @param tunnels on the tunnel bridge, by network type
     */
    public record Cables(
            Optional<Integer> toTunnels,
            Map<String, Integer> toProviders,
            Map<String, Integer> fromIntegration,
            Optional<Integer> tunnelsToIntegration,
            Map<String, List<Integer>> tunnels) {}
}
