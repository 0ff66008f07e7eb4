package io.caelum.platform.contract.network;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the agent that serves addresses and metadata on a network needs. Its own port ({@code network:dhcp}) is wired like
 * all others before it can use it.
 *
 * @param revision of two plans of a network the one with the higher number is the later one
 * @param portId the agent's own port, with an address in each subnet
 * @param leases every address of every port on the network, also where DHCP is off: metadata goes by them
 */
public record DhcpPlan(
        UUID networkId,
        long revision,
        String projectId,
        UUID portId,
        String macAddress,
        int mtu,
        String dnsDomain,
        List<Subnet> subnets,
        List<Lease> leases) {

    /**
     * @param version 4 or 6
     * @param agentAddress the agent's own address in it
     * @param hasRouter whether a router's interface is at the gateway's address: it leads to the metadata too
     * @param ipv6AddressMode {@code slaac}, {@code dhcpv6-stateful}, {@code dhcpv6-stateless} or empty
     */
    public record Subnet(
            UUID subnetId,
            int version,
            String cidr,
            boolean enableDhcp,
            Optional<String> gatewayIp,
            boolean hasRouter,
            String agentAddress,
            List<String> dnsNameservers,
            List<HostRoute> hostRoutes,
            Optional<String> ipv6AddressMode) {}

    public record HostRoute(String destination, String nexthop) {}

    /**
     * @param deviceId the server, where {@code deviceOwner} begins with {@code compute:}
     * @param options what this port is told in addition to what its subnet says ({@code extra_dhcp_opts})
     */
    public record Lease(
            UUID portId,
            UUID subnetId,
            String macAddress,
            String ipAddress,
            String hostname,
            String deviceId,
            String deviceOwner,
            List<Option> options) {}

    /**
     * @param name of dnsmasq's names or a number
     * @param version 4 or 6
     */
    public record Option(String name, String value, int version) {}
}
