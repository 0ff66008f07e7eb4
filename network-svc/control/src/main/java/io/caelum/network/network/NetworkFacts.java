package io.caelum.network.network;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What other features need to know of a network.
 *
 * @param bandwidthLimits of its quality of service policy, as in {@code BandwidthLimits}
 */
public record NetworkFacts(
        UUID id,
        String projectId,
        String name,
        int mtu,
        boolean shared,
        boolean external,
        boolean portSecurityEnabled,
        String networkType,
        Optional<String> physicalNetwork,
        Optional<Long> segmentationId,
        List<UUID> subnets,
        Optional<String> bandwidthLimits) {}
