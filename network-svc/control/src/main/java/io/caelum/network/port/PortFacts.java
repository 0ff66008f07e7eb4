package io.caelum.network.port;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What other features need to know of a port. */
public record PortFacts(
        UUID id,
        UUID networkId,
        String projectId,
        String name,
        String deviceId,
        String deviceOwner,
        String macAddress,
        boolean adminStateUp,
        String status,
        String host,
        List<PortAddress> fixedIps) {

    public static final String ROUTER_INTERFACE = "network:router_interface";
    public static final String ROUTER_GATEWAY = "network:router_gateway";
    public static final String DHCP = "network:dhcp";
    public static final String FLOATING_IP = "network:floatingip";

    /** Owners by which routers, DHCP and floating addresses find their ports. */
    private static final Set<String> OF_DEVICES = Set.of(ROUTER_INTERFACE, ROUTER_GATEWAY, DHCP, FLOATING_IP);

    /** Whether a port with that owner would be taken for one of a router, of DHCP, or of a floating address. */
    static boolean isOfDevice(String deviceOwner) {
        return OF_DEVICES.contains(deviceOwner);
    }

    static PortFacts of(Port port) {
        return new PortFacts(
                port.id,
                port.networkId,
                port.projectId,
                port.name,
                port.deviceId,
                port.deviceOwner,
                port.macAddress,
                port.adminStateUp,
                port.status.name(),
                port.bindingHost,
                port.fixedIps());
    }
}
