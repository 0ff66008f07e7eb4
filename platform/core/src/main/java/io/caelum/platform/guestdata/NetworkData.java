package io.caelum.platform.guestdata;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code network_data.json}: cards as {@code links}, addresses as {@code networks}, name servers as {@code services}. */
final class NetworkData {

    private NetworkData() {}

    static Map<String, Object> of(List<Nic> nics) {
        var links = new ArrayList<Map<String, Object>>();
        var networks = new ArrayList<Map<String, Object>>();
        var nameservers = new LinkedHashSet<String>();
        for (Nic nic : nics) {
            links.add(link(nic));
            for (Nic.Address address : nic.addresses()) {
                networks.add(network("network" + networks.size(), nic, address));
                nameservers.addAll(address.dnsNameservers());
            }
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("links", links);
        document.put("networks", networks);
        document.put("services", services(List.copyOf(nameservers)));
        return document;
    }

    private static Map<String, Object> link(Nic nic) {
        var link = new LinkedHashMap<String, Object>();
        link.put("id", linkId(nic));
        link.put("vif_id", nic.portId().toString());
        link.put("type", "ovs");
        link.put("mtu", nic.mtu());
        link.put("ethernet_mac_address", nic.macAddress());
        return link;
    }

    private static String linkId(Nic nic) {
        return "tap" + nic.portId().toString().substring(0, 11);
    }

    private static Map<String, Object> network(String id, Nic nic, Nic.Address address) {
        var network = new LinkedHashMap<String, Object>();
        network.put("id", id);
        network.put("type", type(address));
        network.put("link", linkId(nic));
        network.put("network_id", nic.networkId().toString());
        if (!isAskedFor(address)) {
            network.put("ip_address", address.ipAddress());
            network.put("netmask", netmask(address.subnetCidr()));
            network.put("routes", routes(address));
            network.put("services", services(address.dnsNameservers()));
        }
        return network;
    }

    /** Only a v4 address is left out where it can be asked for: a guest may configure v6 without asking anybody. */
    private static boolean isAskedFor(Nic.Address address) {
        return address.dhcp() && !address.isIpv6();
    }

    private static String type(Nic.Address address) {
        if (!address.isIpv6()) {
            return address.dhcp() ? "ipv4_dhcp" : "ipv4";
        }
        return address.dhcp()
                ? address.ipv6AddressMode().map(mode -> "ipv6_" + mode).orElse("ipv6")
                : "ipv6";
    }

    private static List<Map<String, Object>> routes(Nic.Address address) {
        var routes = new ArrayList<Map<String, Object>>();
        address.gatewayIp().ifPresent(gateway -> routes.add(route(address.isIpv6() ? "::/0" : "0.0.0.0/0", gateway)));
        address.routes().forEach(route -> routes.add(route(route.destination(), route.nexthop())));
        return routes;
    }

    private static Map<String, Object> route(String destination, String nexthop) {
        var route = new LinkedHashMap<String, Object>();
        route.put("network", destination.substring(0, destination.indexOf('/')));
        route.put("netmask", netmask(destination));
        route.put("gateway", nexthop);
        return route;
    }

    private static List<Map<String, String>> services(List<String> nameservers) {
        return nameservers.stream()
                .map(address -> Map.of("type", "dns", "address", address))
                .toList();
    }

    /** {@code 255.255.255.0} of {@code 10.0.0.0/24}; the same for v6. */
    private static String netmask(String cidr) {
        int slash = cidr.indexOf('/');
        int length = Integer.parseInt(cidr.substring(slash + 1));
        var mask = new byte[cidr.indexOf(':') >= 0 ? 16 : 4];
        for (int bit = 0; bit < length; bit++) {
            mask[bit / 8] |= (byte) (0x80 >> (bit % 8));
        }
        try {
            return Optional.ofNullable(InetAddress.getByAddress(mask).getHostAddress())
                    .orElseThrow();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
