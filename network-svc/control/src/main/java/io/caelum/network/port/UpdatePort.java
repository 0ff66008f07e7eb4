package io.caelum.network.port;

import io.caelum.network.address.MacAddress;
import io.caelum.network.request.Attributes;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What to change; null is left as it is. */
record UpdatePort(
        @Nullable String name,
        @Nullable String description,
        @Nullable Boolean adminStateUp,
        @Nullable MacAddress mac,
        @Nullable List<WantedAddress> fixedIps,
        @Nullable List<UUID> securityGroups,
        @Nullable Boolean portSecurityEnabled,
        @Nullable String deviceId,
        @Nullable String deviceOwner,
        @Nullable List<AllowedPair.Wanted> pairs,
        @Nullable List<DhcpOption.Wanted> dhcpOptions,
        @Nullable Optional<UUID> qosPolicyId,
        BindingWish binding,
        Map<String, Object> asked) {

    static UpdatePort of(Attributes in) {
        var wanted = new UpdatePort(
                in.textOrEmpty("name"),
                in.textOrEmpty("description"),
                in.flag("admin_state_up"),
                in.formed("mac_address", "MAC address", MacAddress::parse),
                WantedAddress.listOf(in),
                in.uuids("security_groups"),
                in.flag("port_security_enabled"),
                in.textOrEmpty("device_id"),
                in.textOrEmpty("device_owner"),
                AllowedPair.listOf(in),
                DhcpOption.listOf(in),
                in.uuidOrNull("qos_policy_id"),
                BindingWish.of(in),
                in.asked());
        in.refuseOthers("PUT", readOnly());
        return wanted;
    }

    static UpdatePort ofGroups(List<UUID> groups) {
        return of(null, groups, Map.of("security_groups", groups));
    }

    static UpdatePort ofAddresses(List<WantedAddress> addresses) {
        return of(
                addresses,
                null,
                Map.of("fixed_ips", addresses.stream().map(UpdatePort::asked).toList()));
    }

    private static Map<String, String> asked(WantedAddress wanted) {
        var entry = new LinkedHashMap<String, String>();
        wanted.subnetId().ifPresent(subnet -> entry.put("subnet_id", subnet.toString()));
        wanted.ip().ifPresent(ip -> entry.put("ip_address", ip.toString()));
        return entry;
    }

    private static UpdatePort of(
            @Nullable List<WantedAddress> addresses, @Nullable List<UUID> groups, Map<String, Object> asked) {
        var nowhere = new BindingWish(null, null, null);
        return new UpdatePort(
                null, null, null, null, addresses, groups, null, null, null, null, null, null, nowhere, asked);
    }

    private static Set<String> readOnly() {
        var names = new HashSet<>(CreatePort.READ_ONLY);
        names.addAll(List.of("network_id", "tenant_id", "project_id"));
        return names;
    }
}
