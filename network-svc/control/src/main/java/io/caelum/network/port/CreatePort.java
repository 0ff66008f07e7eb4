package io.caelum.network.port;

import io.caelum.network.address.MacAddress;
import io.caelum.network.request.Attributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Null stands for "not given". */
record CreatePort(
        UUID networkId,
        @Nullable String projectId,
        String name,
        String description,
        boolean adminStateUp,
        @Nullable MacAddress mac,
        @Nullable List<WantedAddress> fixedIps,
        @Nullable List<UUID> securityGroups,
        @Nullable Boolean portSecurityEnabled,
        String deviceId,
        String deviceOwner,
        @Nullable List<AllowedPair.Wanted> pairs,
        @Nullable List<DhcpOption.Wanted> dhcpOptions,
        @Nullable Optional<UUID> qosPolicyId,
        BindingWish binding,
        Map<String, Object> asked) {

    static final Set<String> READ_ONLY = Set.of(
            "id",
            "status",
            "binding:vif_type",
            "binding:vif_details",
            "qos_network_policy_id",
            "tags",
            "created_at",
            "updated_at",
            "revision_number");

    static CreatePort of(Attributes in) {
        var wanted = new CreatePort(
                Attributes.required("network_id", in.uuid("network_id")),
                in.projectId(),
                or(in.textOrEmpty("name"), ""),
                or(in.textOrEmpty("description"), ""),
                or(in.flag("admin_state_up"), true),
                in.formed("mac_address", "MAC address", MacAddress::parse),
                WantedAddress.listOf(in),
                in.uuids("security_groups"),
                in.flag("port_security_enabled"),
                or(in.textOrEmpty("device_id"), ""),
                or(in.textOrEmpty("device_owner"), ""),
                AllowedPair.listOf(in),
                DhcpOption.listOf(in),
                in.uuidOrNull("qos_policy_id"),
                BindingWish.of(in),
                in.asked());
        in.refuseOthers("POST", READ_ONLY);
        return wanted;
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
