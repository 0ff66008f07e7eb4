package io.caelum.network.router;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.network.port.WantedAddress;
import io.caelum.network.request.Attributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The attribute {@code external_gateway_info} of a request.
 *
 * @param networkId empty for no gateway
 * @param enableSnat null to leave it as it is
 * @param fixedIps null for any
 */
record GatewayWish(
        Optional<UUID> networkId,
        @Nullable Boolean enableSnat,
        @Nullable List<WantedAddress> fixedIps) {

    private static final String KEY = "external_gateway_info";

    /** Null when the request does not speak of it. */
    static @Nullable GatewayWish of(Attributes in) {
        JsonNode value = in.node(KEY);
        if (value == null) {
            return null;
        }
        if (value.isNull() || (value.isObject() && value.isEmpty())) {
            return new GatewayWish(Optional.empty(), null, null);
        }
        Attributes info = Attributes.nested(KEY, value);
        var wish = new GatewayWish(
                Optional.of(Attributes.required("network_id", info.uuid("network_id"))),
                info.flag("enable_snat"),
                WantedAddress.listOf(info, "external_fixed_ips"));
        info.refuseOthers(KEY, Set.of());
        return wish;
    }
}
