package io.caelum.network.floatingip;

import io.caelum.network.address.Ip;
import io.caelum.network.request.Attributes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to change; null is left as it is.
 *
 * @param portId empty to free the address
 */
record UpdateFloatingIp(
        @Nullable String description,
        @Nullable Optional<UUID> portId,
        Optional<Ip> fixedIp,
        Map<String, Object> asked) {

    static UpdateFloatingIp of(Attributes in) {
        Optional<Ip> fixed = in.formedOrNull("fixed_ip_address", "IP address", Ip::parse);
        var wanted = new UpdateFloatingIp(
                in.textOrEmpty("description"),
                in.uuidOrNull("port_id"),
                fixed == null ? Optional.empty() : fixed,
                in.asked());
        var readOnly = new HashSet<>(CreateFloatingIp.READ_ONLY);
        readOnly.addAll(List.of("tenant_id", "project_id", "floating_network_id", "floating_ip_address", "subnet_id"));
        in.refuseOthers("PUT", readOnly);
        return wanted;
    }
}
