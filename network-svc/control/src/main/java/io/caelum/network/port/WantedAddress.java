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
record WantedAddress(Optional<UUID> subnetId, Optional<Ip> ip) {

    private static final int MAX = 32;

    static @Nullable List<WantedAddress> listOf(Attributes in) {
        List<WantedAddress> wanted = in.list("fixed_ips", WantedAddress::of);
        if (wanted != null && wanted.size() > MAX) {
            throw Attributes.invalid("fixed_ips", "a port has " + MAX + " addresses at most");
        }
        return wanted;
    }

    private static WantedAddress of(JsonNode item) {
        Attributes in = Attributes.nested("fixed_ips", item);
        UUID subnet = in.uuid("subnet_id");
        Ip ip = in.formed("ip_address", "IP address", Ip::parse);
        in.refuseOthers("fixed_ips", Set.of());
        if (subnet == null && ip == null) {
            throw Attributes.invalid("fixed_ips", "an entry needs a subnet_id or an ip_address");
        }
        return new WantedAddress(Optional.ofNullable(subnet), Optional.ofNullable(ip));
    }
}
