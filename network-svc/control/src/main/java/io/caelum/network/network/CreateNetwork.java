package io.caelum.network.network;

import io.caelum.network.request.Attributes;
import io.caelum.network.segment.ProviderRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record CreateNetwork(
        @Nullable String projectId,
        String name,
        String description,
        boolean adminStateUp,
        boolean shared,
        boolean external,
        boolean portSecurityEnabled,
        @Nullable Long mtu,
        @Nullable Optional<UUID> qosPolicyId,
        ProviderRequest provider,
        Map<String, Object> asked) {

    static final Set<String> READ_ONLY =
            Set.of("id", "status", "subnets", "tags", "created_at", "updated_at", "revision_number");

    static CreateNetwork of(Attributes in) {
        var wanted = new CreateNetwork(
                in.projectId(),
                or(in.textOrEmpty("name"), ""),
                or(in.textOrEmpty("description"), ""),
                or(in.flag("admin_state_up"), true),
                or(in.flag("shared"), false),
                or(in.flag("router:external"), false),
                or(in.flag("port_security_enabled"), true),
                in.integer("mtu"),
                in.uuidOrNull("qos_policy_id"),
                ProviderReader.read(in),
                in.asked());
        in.refuseOthers("POST", READ_ONLY);
        return wanted;
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
