package io.caelum.network.subnet;

import io.caelum.network.address.AddressRange;
import io.caelum.network.address.Ip;
import io.caelum.network.request.Attributes;
import io.caelum.network.subnet.Subnet.HostRoute;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What to change; null is left as it is. */
record UpdateSubnet(
        @Nullable String name,
        @Nullable String description,
        @Nullable Optional<Ip> gateway,
        @Nullable List<AddressRange> pools,
        @Nullable List<String> dnsNameservers,
        @Nullable List<HostRoute> hostRoutes,
        @Nullable Boolean enableDhcp,
        Map<String, Object> asked) {

    static UpdateSubnet of(Attributes in) {
        var wanted = new UpdateSubnet(
                in.textOrEmpty("name"),
                in.textOrEmpty("description"),
                in.formedOrNull("gateway_ip", "IP address", Ip::parse),
                SubnetReader.pools(in),
                SubnetReader.nameservers(in),
                SubnetReader.routes(in),
                in.flag("enable_dhcp"),
                in.asked());
        in.refuseOthers("PUT", readOnly());
        return wanted;
    }

    private static Set<String> readOnly() {
        var names = new HashSet<>(CreateSubnet.READ_ONLY);
        names.addAll(List.of(
                "tenant_id",
                "project_id",
                "network_id",
                "ip_version",
                "cidr",
                "subnetpool_id",
                "ipv6_ra_mode",
                "ipv6_address_mode"));
        return names;
    }
}
