package io.caelum.platform.contract.network;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A router as the agent that runs it needs it. Its ports are wired like all others before it can use them.
 *
 * @param revision of two plans of a router the one with the higher number is the later one
 * @param routes in addition to those that follow from interfaces and gateway
 */
public record RouterPlan(
        UUID routerId,
        long revision,
        String projectId,
        boolean adminStateUp,
        Optional<Gateway> gateway,
        List<Interface> interfaces,
        List<Route> routes,
        List<FloatingAddress> floatingAddresses,
        List<Forwarding> forwardings) {

    /**
     * The leg on an external network.
     *
     * @param enableSnat whether senders without a floating address get the gateway's own
     */
    public record Gateway(
            UUID portId, UUID networkId, String macAddress, int mtu, boolean enableSnat, List<Address> addresses) {}

    /** A leg on a network of a project: the gateway of its hosts. */
    public record Interface(UUID portId, UUID networkId, String macAddress, int mtu, List<Address> addresses) {}

    /**
     * @param subnetCidr e.g. {@code 10.0.0.0/24}: it has the prefix length of the address
     * @param gatewayIp the subnet's gateway: on an external network the next hop to everywhere
     * @param ipv6RaMode {@code slaac}, {@code dhcpv6-stateful}, {@code dhcpv6-stateless}, or empty: the router tells
     *     hosts of the subnet nothing
     */
    public record Address(
            UUID subnetId,
            String ipAddress,
            String subnetCidr,
            Optional<String> gatewayIp,
            List<String> dnsNameservers,
            Optional<String> ipv6RaMode) {}

    public record Route(String destination, String nexthop) {}

    /** What comes for one goes to the other, and what the other sends to the outside comes from the one. */
    public record FloatingAddress(UUID id, String floatingIp, String fixedIp) {}

    /**
     * @param protocol {@code tcp} or {@code udp}
     * @param externalPortFirst 1 to 65535
     * @param externalPortLast equal to the first for a single port
     * @param internalPortFirst as many from here on as there are external ones
     */
    public record Forwarding(
            UUID id,
            String floatingIp,
            String protocol,
            int externalPortFirst,
            int externalPortLast,
            String internalIp,
            int internalPortFirst) {}
}
