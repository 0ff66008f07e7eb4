package io.caelum.network.port;

import io.caelum.network.address.MacAddress;
import io.caelum.network.network.NetworkFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A port to be made, with all defaults settled.
 *
 * @param mac empty for any
 * @param fixedIps null for the usual ones
 * @param host empty for none
 */
record NewPort(
        UUID id,
        String projectId,
        NetworkFacts network,
        String name,
        String description,
        boolean adminStateUp,
        Optional<MacAddress> mac,
        @Nullable List<WantedAddress> fixedIps,
        List<UUID> securityGroups,
        boolean portSecurityEnabled,
        String deviceId,
        String deviceOwner,
        boolean madeForServer,
        String vnicType,
        Map<String, Object> bindingProfile,
        Optional<String> host,
        PortExtras extras,
        Map<String, Object> asked) {}
