package io.caelum.network.port;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.network.address.Ip;
import io.caelum.network.request.Attributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entry of {@code fixed_ips} in a request: a subnet, an address, or both. */
public record WantedAddress(Optional<UUID> subnetId, Optional<Ip> ip) {

    private static final int MAX = 32;

    static @Nullable List<WantedAddress> listOf(Attributes in) {
        return listOf(in, "fixed_ips");
    }

    public static @Nullable List<WantedAddress> listOf(Attributes in, String key) {
        List<WantedAddress> wanted = in.list(key, item -> of(key, item));
        if (wanted != null && wanted.size() > MAX) {
            throw Attributes.invalid(key, "a port has " + MAX + " addresses at most");
        }
        return wanted;
    }

    private static WantedAddress of(String key, JsonNode item) {
        Attributes in = Attributes.nested(key, item);
        UUID subnet = in.uuid("subnet_id");
        Ip ip = in.formed("ip_address", "IP address", Ip::parse);
        in.refuseOthers(key, Set.of());
        if (subnet == null && ip == null) {
            throw Attributes.invalid(key, "an entry needs a subnet_id or an ip_address");
        }
        return new WantedAddress(Optional.ofNullable(subnet), Optional.ofNullable(ip));
    }
}
