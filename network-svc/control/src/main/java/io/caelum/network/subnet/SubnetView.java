package io.caelum.network.subnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.caelum.network.listing.Answers.Identified;
import io.caelum.network.standard.Times;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(SnakeCaseStrategy.class)
record SubnetView(
        UUID id,
        String name,
        String tenantId,
        String projectId,
        UUID networkId,
        int ipVersion,
        String cidr,
        @JsonProperty("subnetpool_id") Optional<UUID> subnetPoolId,
        Optional<String> gatewayIp,
        List<Subnet.Pool> allocationPools,
        List<String> dnsNameservers,
        List<Subnet.HostRoute> hostRoutes,
        boolean enableDhcp,
        @JsonProperty("ipv6_ra_mode") Optional<String> ipv6RaMode,
        @JsonProperty("ipv6_address_mode") Optional<String> ipv6AddressMode,
        String description,
        List<String> tags,
        String createdAt,
        String updatedAt,
        int revisionNumber)
        implements Identified {

    static SubnetView of(Subnet subnet) {
        return new SubnetView(
                subnet.id,
                subnet.name,
                subnet.projectId,
                subnet.projectId,
                subnet.networkId,
                subnet.ipVersion,
                subnet.cidr,
                Optional.empty(),
                Optional.ofNullable(subnet.gatewayIp),
                subnet.allocationPools,
                List.of(subnet.dnsNameservers),
                subnet.hostRoutes,
                subnet.enableDhcp,
                Optional.ofNullable(subnet.ipv6RaMode),
                Optional.ofNullable(subnet.ipv6AddressMode),
                subnet.description,
                List.of(subnet.tags),
                Times.text(subnet.createdAt),
                Times.text(subnet.updatedAt),
                subnet.revision);
    }
}
