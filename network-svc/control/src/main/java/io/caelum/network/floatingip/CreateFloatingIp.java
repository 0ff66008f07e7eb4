package io.caelum.network.floatingip;

import io.caelum.network.address.Ip;
import io.caelum.network.request.Attributes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Null stands for "not given". */
record CreateFloatingIp(
        @Nullable String projectId,
        String description,
        UUID networkId,
        Optional<UUID> subnetId,
        Optional<Ip> address,
        Optional<UUID> portId,
        Optional<Ip> fixedIp,
        Map<String, Object> asked) {

    static final Set<String> READ_ONLY = Set.of(
            "id",
            "router_id",
            "status",
            "port_details",
            "port_forwardings",
            "tags",
            "created_at",
            "updated_at",
            "revision_number");

    static CreateFloatingIp of(Attributes in) {
        String description = in.textOrEmpty("description");
        var wanted = new CreateFloatingIp(
                in.projectId(),
                description == null ? "" : description,
                Attributes.required("floating_network_id", in.uuid("floating_network_id")),
                given(in.uuidOrNull("subnet_id")),
                given(in.formedOrNull("floating_ip_address", "IP address", Ip::parse)),
                given(in.uuidOrNull("port_id")),
                given(in.formedOrNull("fixed_ip_address", "IP address", Ip::parse)),
                in.asked());
        in.refuseOthers("POST", READ_ONLY);
        return wanted;
    }

    private static <T> Optional<T> given(@Nullable Optional<T> value) {
        return value == null ? Optional.empty() : value;
    }
}
