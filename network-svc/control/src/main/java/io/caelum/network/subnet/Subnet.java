package io.caelum.network.subnet;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caelum.network.address.AddressRange;
import io.caelum.network.address.Cidr;
import io.caelum.network.address.Ip;
import io.caelum.network.standard.StandardAttributes;
import io.caelum.platform.data.JsonColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
class Subnet extends StandardAttributes {

    /** Both ends belong to the pool. */
    record Pool(String start, String end) {
        static Pool of(AddressRange range) {
            return new Pool(range.start().toString(), range.end().toString());
        }

        AddressRange range() {
            return new AddressRange(Ip.parse(start), Ip.parse(end));
        }
    }

    /** A route that guests are told by DHCP. */
    record HostRoute(String destination, String nexthop) {}

    @Id
    UUID id;

    UUID networkId;
    String projectId;
    String name;
    int ipVersion;
    String cidr;

    @Nullable
    String gatewayIp;

    @Convert(converter = Pools.class)
    List<Pool> allocationPools;

    String[] dnsNameservers;

    @Convert(converter = HostRoutes.class)
    List<HostRoute> hostRoutes;

    boolean enableDhcp;

    @Column(name = "ipv6_ra_mode")
    @Nullable
    String ipv6RaMode;

    @Column(name = "ipv6_address_mode")
    @Nullable
    String ipv6AddressMode;

    static Subnet requested(UUID id, String projectId, CreateSubnet wanted, Instant now) {
        var subnet = new Subnet();
        subnet.id = id;
        subnet.networkId = wanted.networkId();
        subnet.projectId = projectId;
        subnet.name = wanted.name();
        subnet.description = wanted.description();
        subnet.ipVersion = wanted.cidr().version();
        subnet.cidr = wanted.cidr().toString();
        subnet.gatewayIp = wanted.plan().gateway().map(Ip::toString).orElse(null);
        subnet.allocationPools = wanted.plan().pools().stream().map(Pool::of).toList();
        subnet.dnsNameservers = wanted.dnsNameservers().toArray(String[]::new);
        subnet.hostRoutes = wanted.hostRoutes();
        subnet.enableDhcp = wanted.enableDhcp();
        subnet.ipv6RaMode = wanted.modes().raMode();
        subnet.ipv6AddressMode = wanted.modes().addressMode();
        subnet.created(now);
        return subnet;
    }

    SubnetPlan plan() {
        return new SubnetPlan(
                Cidr.parse(cidr),
                Optional.ofNullable(gatewayIp).map(Ip::parse),
                allocationPools.stream().map(Pool::range).toList());
    }

    SubnetFacts facts() {
        SubnetPlan plan = plan();
        return new SubnetFacts(
                id,
                networkId,
                plan.cidr(),
                plan.gateway(),
                plan.pools(),
                new Ipv6Modes(ipv6RaMode, ipv6AddressMode).areAutomatic());
    }

    static class Pools extends JsonColumn<List<Pool>> {
        Pools() {
            super(new TypeReference<>() {});
        }
    }

    static class HostRoutes extends JsonColumn<List<HostRoute>> {
        HostRoutes() {
            super(new TypeReference<>() {});
        }
    }
}
