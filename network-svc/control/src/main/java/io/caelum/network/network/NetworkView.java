package io.caelum.network.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.caelum.network.listing.Answers.Identified;
import io.caelum.network.standard.Times;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(SnakeCaseStrategy.class)
record NetworkView(
        UUID id,
        String name,
        String tenantId,
        String projectId,
        boolean adminStateUp,
        String status,
        boolean shared,
        @JsonProperty("router:external") boolean external,
        int mtu,
        boolean portSecurityEnabled,
        List<UUID> subnets,
        @JsonProperty("qos_policy_id") Optional<UUID> qosPolicyId,
        @JsonProperty("provider:network_type") @Nullable String networkType,
        @JsonProperty("provider:physical_network") @Nullable Optional<String> physicalNetwork,
        @JsonProperty("provider:segmentation_id") @Nullable Optional<Long> segmentationId,
        String description,
        List<String> tags,
        String createdAt,
        String updatedAt,
        int revisionNumber)
        implements Identified {

    /** @param provider whether the reader may see how the network is made */
    static NetworkView of(Network network, boolean provider) {
        return new NetworkView(
                network.id,
                network.name,
                network.projectId,
                network.projectId,
                network.adminStateUp,
                // a network has no state of its own: it is what its row says
                "ACTIVE",
                network.shared,
                network.external,
                network.mtu,
                network.portSecurityEnabled,
                network.subnets(),
                Optional.ofNullable(network.qosPolicyId),
                provider ? network.networkType : null,
                provider ? network.knownPhysicalNetwork() : null,
                provider ? network.knownSegmentationId() : null,
                network.description,
                List.of(network.tags),
                Times.text(network.createdAt),
                Times.text(network.updatedAt),
                network.revision);
    }
}
