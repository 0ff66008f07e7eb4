package io.caelum.platform.guestdata;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A network card of a guest.
 *
 * @param addresses none is fine: the card is then only a wire
 */
public record Nic(UUID portId, UUID networkId, String macAddress, int mtu, List<Address> addresses) {

    /**
     * @param ipAddress of either version
     * @param subnetCidr e.g. {@code 10.0.0.0/24}: it has the prefix length of the address
     * @param dhcp whether the guest may ask for the address instead of being told
     * @param ipv6AddressMode {@code slaac}, {@code dhcpv6-stateful}, {@code dhcpv6-stateless} or empty
     */
    public record Address(
            String ipAddress,
            String subnetCidr,
            Optional<String> gatewayIp,
            boolean dhcp,
            Optional<String> ipv6AddressMode,
            List<String> dnsNameservers,
            List<Route> routes) {

        boolean isIpv6() {
            return ipAddress.indexOf(':') >= 0;
        }
    }

    /** @param destination in CIDR notation */
    public record Route(String destination, String nexthop) {}
}
