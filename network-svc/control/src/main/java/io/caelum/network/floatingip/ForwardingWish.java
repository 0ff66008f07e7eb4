package io.caelum.network.floatingip;

import io.caelum.network.address.Ip;
import io.caelum.network.request.Attributes;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Null stands for "not given". */
record ForwardingWish(
        @Nullable UUID portId,
        @Nullable Ip ip,
        @Nullable String protocol,
        @Nullable PortRange external,
        @Nullable PortRange internal,
        @Nullable String description) {

    private static final Set<String> PROTOCOLS = Set.of("tcp", "udp");

    static ForwardingWish of(Attributes in, String method) {
        var wish = new ForwardingWish(
                in.uuid("internal_port_id"),
                in.formed("internal_ip_address", "IPv4 address", ForwardingWish::ipv4),
                in.formed("protocol", "protocol: tcp or udp", ForwardingWish::protocol),
                PortRange.of(in, "external_port", "external_port_range"),
                PortRange.of(in, "internal_port", "internal_port_range"),
                in.textOrEmpty("description"));
        in.refuseOthers(method, Set.of("id", "floatingip_id", "tenant_id", "project_id"));
        return wish;
    }

    private static Ip ipv4(String text) {
        Ip ip = Ip.parse(text);
        if (ip.version() != 4) {
            throw new IllegalArgumentException(text);
        }
        return ip;
    }

    private static String protocol(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (!PROTOCOLS.contains(name)) {
            throw new IllegalArgumentException(text);
        }
        return name;
    }
}
