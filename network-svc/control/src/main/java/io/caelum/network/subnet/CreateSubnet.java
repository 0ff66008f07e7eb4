package io.caelum.network.subnet;

import io.caelum.network.address.AddressRange;
import io.caelum.network.address.Cidr;
import io.caelum.network.address.Ip;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.request.Attributes;
import io.caelum.network.subnet.Subnet.HostRoute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record CreateSubnet(
        UUID networkId,
        @Nullable String projectId,
        String name,
        String description,
        Cidr cidr,
        SubnetPlan plan,
        List<String> dnsNameservers,
        List<HostRoute> hostRoutes,
        boolean enableDhcp,
        Ipv6Modes modes,
        Map<String, Object> asked) {

    static final Set<String> READ_ONLY = Set.of("id", "tags", "created_at", "updated_at", "revision_number");

    static CreateSubnet of(Attributes in) {
        UUID network = Attributes.required("network_id", in.uuid("network_id"));
        refuseSubnetPools(in);
        Cidr cidr = cidr(in);
        boolean dhcp = or(in.flag("enable_dhcp"), true);
        var wanted = new CreateSubnet(
                network,
                in.projectId(),
                or(in.textOrEmpty("name"), ""),
                or(in.textOrEmpty("description"), ""),
                cidr,
                plan(in, cidr),
                or(SubnetReader.nameservers(in), List.of()),
                or(SubnetReader.routes(in), List.of()),
                checkedDhcp(cidr, dhcp),
                Ipv6Modes.of(in).checked(cidr, dhcp),
                in.asked());
        in.refuseOthers("POST", READ_ONLY);
        return wanted;
    }

    private static Cidr cidr(Attributes in) {
        Optional<String> text = in.formedOrNull("cidr", "IP subnet", value -> value);
        if (text == null || text.isEmpty()) {
            throw NetworkFaults.badRequest(
                    "Bad subnets request: cidr is required; there are no subnet pools here yet.");
        }
        Cidr cidr = SubnetReader.cidr(text.get());
        Long version = in.integer("ip_version");
        if (version != null && version != 4 && version != 6) {
            throw Attributes.invalid("ip_version", "'" + version + "' is not in [4, 6]");
        }
        if (version != null && version != cidr.version()) {
            throw NetworkFaults.invalidInput("cidr '" + cidr + "' does not match the ip_version '" + version + "'");
        }
        return cidr;
    }

    /** Core attributes that clients send as null or false; a wish for a pool has to be refused. */
    private static void refuseSubnetPools(Attributes in) {
        Optional<UUID> pool = in.uuidOrNull("subnetpool_id");
        if (pool != null && pool.isPresent()) {
            throw NetworkFaults.notFound("SubnetPoolNotFound", "Subnet pool " + pool.get() + " could not be found.");
        }
    }

    private static SubnetPlan plan(Attributes in, Cidr cidr) {
        Optional<Ip> gateway = in.formedOrNull("gateway_ip", "IP address", Ip::parse);
        List<AddressRange> pools = SubnetReader.pools(in);
        Optional<Ip> used = gateway == null ? Optional.of(SubnetPlan.usualGateway(cidr)) : gateway;
        return new SubnetPlan(cidr, used, pools == null ? SubnetPlan.usualPools(cidr, used) : pools).checked();
    }

    /** DHCP needs an address for its server beside the gateway and a guest. */
    private static boolean checkedDhcp(Cidr cidr, boolean dhcp) {
        if (dhcp && cidr.first().bits() - cidr.prefix() < 2) {
            throw NetworkFaults.invalidInput(
                    "Subnet has a prefix length that is incompatible with DHCP service enabled");
        }
        return dhcp;
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
