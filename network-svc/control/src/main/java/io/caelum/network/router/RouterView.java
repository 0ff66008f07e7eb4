package io.caelum.network.router;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.caelum.network.listing.Answers.Identified;
import io.caelum.network.port.PortAddress;
import io.caelum.network.standard.Times;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(SnakeCaseStrategy.class)
record RouterView(
        UUID id,
        String name,
        String tenantId,
        String projectId,
        boolean adminStateUp,
        String status,
        Optional<Gateway> externalGatewayInfo,
        List<Route> routes,
        List<String> availabilityZoneHints,
        List<String> availabilityZones,
        String description,
        List<String> tags,
        String createdAt,
        String updatedAt,
        int revisionNumber)
        implements Identified {

    @JsonNaming(SnakeCaseStrategy.class)
    record Gateway(UUID networkId, List<PortAddress> externalFixedIps, boolean enableSnat) {}

    static RouterView of(Router router) {
        return new RouterView(
                router.id,
                router.name,
                router.projectId,
                router.projectId,
                router.adminStateUp,
                router.status,
                Optional.ofNullable(router.gatewayNetworkId)
                        .map(network ->
                                new Gateway(network, PortAddress.parse(router.gatewayAddresses), router.enableSnat)),
                router.routes,
                List.of(),
                List.of(),
                router.description,
                List.of(router.tags),
                Times.text(router.createdAt),
                Times.text(router.updatedAt),
                router.revision);
    }
}
