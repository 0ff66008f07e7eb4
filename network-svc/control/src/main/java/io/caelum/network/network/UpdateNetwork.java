package io.caelum.network.network;

import io.caelum.network.request.Attributes;
import io.caelum.network.segment.ProviderRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What to change; null is left as it is. */
record UpdateNetwork(
        @Nullable String name,
        @Nullable String description,
        @Nullable Boolean adminStateUp,
        @Nullable Boolean shared,
        @Nullable Boolean external,
        @Nullable Boolean portSecurityEnabled,
        @Nullable Long mtu,
        @Nullable Optional<UUID> qosPolicyId,
        ProviderRequest provider,
        Map<String, Object> asked) {

    static UpdateNetwork of(Attributes in) {
        var wanted = new UpdateNetwork(
                in.textOrEmpty("name"),
                in.textOrEmpty("description"),
                in.flag("admin_state_up"),
                in.flag("shared"),
                in.flag("router:external"),
                in.flag("port_security_enabled"),
                in.integer("mtu"),
                in.uuidOrNull("qos_policy_id"),
                ProviderReader.read(in),
                in.asked());
        in.refuseOthers("PUT", readOnly());
        return wanted;
    }

    private static Set<String> readOnly() {
        var names = new HashSet<>(CreateNetwork.READ_ONLY);
        names.addAll(List.of("tenant_id", "project_id"));
        return names;
    }
}
