package io.caelum.network.port;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.caelum.network.listing.Answers.Identified;
import io.caelum.network.standard.Times;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(SnakeCaseStrategy.class)
record PortView(
        UUID id,
        String name,
        UUID networkId,
        String tenantId,
        String projectId,
        String macAddress,
        boolean adminStateUp,
        String status,
        List<PortAddress> fixedIps,
        String deviceId,
        String deviceOwner,
        List<UUID> securityGroups,
        boolean portSecurityEnabled,
        List<AllowedPair> allowedAddressPairs,
        List<DhcpOption> extraDhcpOpts,
        @JsonProperty("qos_policy_id") Optional<UUID> qosPolicyId,
        @JsonProperty("binding:vnic_type") String vnicType,
        @JsonProperty("binding:host_id") @Nullable String host,
        @JsonProperty("binding:profile") @Nullable Map<String, Object> profile,
        @JsonProperty("binding:vif_type") @Nullable String vifType,
        @JsonProperty("binding:vif_details") @Nullable Map<String, Object> vifDetails,
        String description,
        List<String> tags,
        String createdAt,
        String updatedAt,
        int revisionNumber)
        implements Identified {

    /** @param binding whether the reader may see where the port is and how it is connected */
    static PortView of(Port port, boolean binding) {
        return new PortView(
                port.id,
                port.name,
                port.networkId,
                port.projectId,
                port.projectId,
                port.macAddress,
                port.adminStateUp,
                port.status.name(),
                port.fixedIps(),
                port.deviceId,
                port.deviceOwner,
                port.securityGroups(),
                port.portSecurityEnabled,
                port.allowedAddressPairs,
                port.extraDhcpOpts,
                Optional.ofNullable(port.qosPolicyId),
                port.vnicType,
                binding ? port.bindingHost : null,
                binding ? port.bindingProfile : null,
                binding ? port.vifType : null,
                binding
                        ? (port.isWiredSomewhere()
                                ? Map.of("port_filter", port.vifType.equals(VifType.OVS.wireName()))
                                : Map.of())
                        : null,
                port.description,
                List.of(port.tags),
                Times.text(port.createdAt),
                Times.text(port.updatedAt),
                port.revision);
    }
}
