package io.caelum.network.path;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the rows say of a floating address and of all behind it, as of one moment.
 *
 * @param wiringAlive whether the agent of the port's host has reported lately; so with the others
 * @param interfaceStatus of the router's port on the subnet; null if there is none
 * @param routerHost null if no agent has the router; so with {@code dhcpHost}
 * @param securityGroup one of the port's; null if it has none
 * @param letIn what its rules let in from outside the cloud, e.g. {@code tcp 22 from anywhere; icmp from 192.0.2.0/24};
 *     null if nothing
 * @param letsPingIn from anywhere; so with {@code letsSshIn}
 */
record PathFacts(
        UUID floatingIpId,
        String floatingIp,
        String fixedIp,
        UUID portId,
        String portStatus,
        boolean portUp,
        String portHost,
        boolean wiringAlive,
        boolean portSecurity,
        UUID networkId,
        String networkType,
        int mtu,
        boolean enableDhcp,
        UUID routerId,
        String routerStatus,
        boolean routerUp,
        @Nullable String gatewayStatus,
        @Nullable String interfaceStatus,
        @Nullable String routerHost,
        boolean routerAgentAlive,
        @Nullable String dhcpHost,
        boolean dhcpAgentAlive,
        boolean isBindingFailed,
        @Nullable UUID gatewayPortId,
        @Nullable UUID interfacePortId,
        @Nullable String securityGroup,
        @Nullable String letIn,
        boolean letsPingIn,
        boolean letsSshIn) {

    /** What of the underlay's packets is left for those of guests, beneath an underlay of 1500 bytes. */
    Optional<Integer> largestMtu() {
        return switch (networkType) {
            case "vxlan" -> Optional.of(1450);
            case "gre" -> Optional.of(1458);
            default -> Optional.empty();
        };
    }
}
