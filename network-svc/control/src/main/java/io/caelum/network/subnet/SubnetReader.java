package io.caelum.network.subnet;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.network.address.AddressRange;
import io.caelum.network.address.Cidr;
import io.caelum.network.address.Ip;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.request.Attributes;
import io.caelum.network.subnet.Subnet.HostRoute;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the attributes that creating and updating a subnet share. */
final class SubnetReader {

    private static final int MAX_NAMESERVERS = 5;
    private static final int MAX_ROUTES = 20;

    private SubnetReader() {}

    static Cidr cidr(String text) {
        Cidr cidr = Attributes.formed("cidr", "IP subnet", text, Cidr::parse);
        if (!cidr.toString().equals(text)) {
            throw NetworkFaults.invalidInput(
                    "'" + text + "' isn't a recognized IP subnet cidr, '" + cidr + "' is recommended");
        }
        if (cidr.prefix() == 0) {
            throw NetworkFaults.invalidInput("0 is not allowed as CIDR prefix length");
        }
        return cidr;
    }

    static @Nullable List<AddressRange> pools(Attributes in) {
        return in.list("allocation_pools", item -> pool(Attributes.nested("allocation_pools", item)));
    }

    private static AddressRange pool(Attributes in) {
        Ip start = Attributes.required("start", in.formed("start", "IP address", Ip::parse));
        Ip end = Attributes.required("end", in.formed("end", "IP address", Ip::parse));
        in.refuseOthers("allocation_pools", Set.of());
        if (start.version() != end.version() || start.compareTo(end) > 0) {
            throw NetworkFaults.badRequest(
                    "InvalidAllocationPool", "The allocation pool " + start + "-" + end + " is not valid.");
        }
        return new AddressRange(start, end);
    }

    static @Nullable List<String> nameservers(Attributes in) {
        List<String> servers = in.texts("dns_nameservers");
        if (servers == null) {
            return null;
        }
        List<String> addresses = servers.stream()
                .map(text -> Attributes.formed("dns_nameservers", "nameserver", text, Ip::parse)
                        .toString())
                .toList();
        if (new HashSet<>(addresses).size() != addresses.size()) {
            throw Attributes.invalid("dns_nameservers", "an address stands in the list twice");
        }
        if (addresses.size() > MAX_NAMESERVERS) {
            throw NetworkFaults.badRequest(
                    "DNSNameServersExhausted", "The number of DNS nameservers exceeds the limit " + MAX_NAMESERVERS);
        }
        return addresses;
    }

    static @Nullable List<HostRoute> routes(Attributes in) {
        List<HostRoute> routes = in.list("host_routes", SubnetReader::route);
        if (routes != null && routes.size() > MAX_ROUTES) {
            throw NetworkFaults.badRequest(
                    "HostRoutesExhausted", "The number of host routes exceeds the limit " + MAX_ROUTES);
        }
        return routes;
    }

    private static HostRoute route(JsonNode item) {
        Attributes in = Attributes.nested("host_routes", item);
        Cidr destination = Attributes.required("destination", in.formed("destination", "IP subnet", Cidr::parse));
        Ip nexthop = Attributes.required("nexthop", in.formed("nexthop", "IP address", Ip::parse));
        in.refuseOthers("host_routes", Set.of());
        return new HostRoute(destination.toString(), nexthop.toString());
    }
}
