package io.caelum.networkagent.host;

import java.util.UUID;

/**
 * What the network devices of ports are called on a host: a prefix by what the port is for, and the first 11 characters of
 * its id, since the kernel allows names of 15. The names of Neutron, so that its users find their way.
 */
public final class DeviceNames {

    private static final int ID_LENGTH = 11;

    private DeviceNames() {}

    /** Of a guest's port. */
    public static String tap(UUID portId) {
        return "tap" + shortened(portId);
    }

    /** A router's leg on a project's network. */
    public static String routerInterface(UUID portId) {
        return "qr-" + shortened(portId);
    }

    /** A router's leg on an external network. */
    public static String routerGateway(UUID portId) {
        return "qg-" + shortened(portId);
    }

    /** Of what serves addresses and metadata on a network. */
    public static String dhcp(UUID portId) {
        return "dh-" + shortened(portId);
    }

    /** @param deviceOwner of a port, as {@code PortWiring} has it */
    public static String of(String deviceOwner, UUID portId) {
        return switch (deviceOwner) {
            case "network:dhcp" -> dhcp(portId);
            case "network:router_interface" -> routerInterface(portId);
            case "network:router_gateway" -> routerGateway(portId);
            default -> tap(portId);
        };
    }

    private static String shortened(UUID portId) {
        return portId.toString().substring(0, ID_LENGTH);
    }
}
