package io.caelum.networkagent.mechanism.ovs;

import io.caelum.networkagent.host.HostNamespace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator has set for one host's switch.
 *
 * @param runDir the switch's run directory: {@code db.sock}, {@code BRIDGE.mgmt}
 * @param providers the bridge of each physical network
 * @param providerDevices the NIC of such a bridge, by bridge, where it is this agent that makes it a port
 * @param tunnelIp where tunnels end here, with the length of the prefix where {@code tunnelDevice} is given
 * @param tunnelDevice the NIC of the tunnels, for the userspace datapath
 * @param datapath {@code auto}, {@code system} or {@code netdev}
 * @param tapUser who may open the guests' taps; empty for root only
 * @param tunnelTypes {@code vxlan}, {@code gre}
 */
public record OvsHost(
        HostNamespace namespace,
        Path runDir,
        Map<String, String> providers,
        Map<String, String> providerDevices,
        Optional<String> tunnelIp,
        Optional<String> tunnelDevice,
        String datapath,
        Optional<String> tapUser,
        List<String> tunnelTypes) {

    static final String INTEGRATION = "br-int";
    static final String TUNNELS = "br-tun";
    static final String UNDERLAY = "br-phy";

    /** @param mappings e.g. {@code physnet1:br-prov}, or {@code physnet1:br-prov:eth1} with the bridge's NIC */
    public static Map<String, String> providers(List<String> mappings) {
        return parts(mappings, 0, 1);
    }

    /** NICs of {@link #providers}. */
    public static Map<String, String> providerDevices(List<String> mappings) {
        return parts(
                mappings.stream()
                        .filter(mapping -> mapping.split(":").length > 2)
                        .toList(),
                1,
                2);
    }

    private static Map<String, String> parts(List<String> mappings, int key, int value) {
        var map = new LinkedHashMap<String, String>();
        for (String mapping : mappings) {
            String[] parts = mapping.strip().split(":");
            if (parts.length < 2 || parts.length > 3) {
                throw new IllegalArgumentException("caelum.network-agent.bridge-mappings: \"" + mapping
                        + "\" is neither PHYSICAL-NETWORK:BRIDGE nor PHYSICAL-NETWORK:BRIDGE:NIC");
            }
            map.put(parts[key], parts[value]);
        }
        return map;
    }

    Optional<String> tunnelAddress() {
        return tunnelIp.map(ip -> ip.replaceFirst("/.*", ""));
    }

    boolean hasTunnels() {
        return tunnelIp.isPresent() && !tunnelTypes.isEmpty();
    }
}
