package io.caelum.network.floatingip;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.caelum.network.listing.Answers.Identified;
import io.caelum.network.port.PortFacts;
import io.caelum.network.standard.Times;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param portDetails of the port to which it leads */
@JsonNaming(SnakeCaseStrategy.class)
record FloatingIpView(
        UUID id,
        String tenantId,
        String projectId,
        UUID floatingNetworkId,
        String floatingIpAddress,
        Optional<UUID> portId,
        Optional<String> fixedIpAddress,
        Optional<UUID> routerId,
        String status,
        Optional<PortDetails> portDetails,
        List<ForwardingView.InAddress> portForwardings,
        String description,
        List<String> tags,
        String createdAt,
        String updatedAt,
        int revisionNumber)
        implements Identified {

    @JsonNaming(SnakeCaseStrategy.class)
    record PortDetails(
            String name,
            UUID networkId,
            String macAddress,
            boolean adminStateUp,
            String status,
            String deviceId,
            String deviceOwner) {

        static PortDetails of(PortFacts port) {
            return new PortDetails(
                    port.name(),
                    port.networkId(),
                    port.macAddress(),
                    port.adminStateUp(),
                    port.status(),
                    port.deviceId(),
                    port.deviceOwner());
        }
    }

    static FloatingIpView of(FloatingIp floating, @Nullable PortFacts port, List<PortForwarding> forwardings) {
        return new FloatingIpView(
                floating.id,
                floating.projectId,
                floating.projectId,
                floating.floatingNetworkId,
                floating.floatingIpAddress,
                Optional.ofNullable(floating.fixedPortId),
                Optional.ofNullable(floating.fixedIpAddress),
                Optional.ofNullable(floating.routerId),
                floating.status,
                Optional.ofNullable(port).map(PortDetails::of),
                forwardings.stream().map(ForwardingView.InAddress::of).toList(),
                floating.description,
                List.of(floating.tags),
                Times.text(floating.createdAt),
                Times.text(floating.updatedAt),
                floating.revision);
    }
}
