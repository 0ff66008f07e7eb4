package io.caelum.network.securitygroup;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An IP protocol.
 *
 * @param text the name or number as the user gave it
 */
record Protocol(String text, int number) {

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int DCCP = 33;
    private static final int SCTP = 132;
    private static final int UDP_LITE = 136;
    private static final int ICMP = 1;
    private static final int ICMP_V6 = 58;

    private static final Map<String, Integer> NAMES = Map.ofEntries(
            Map.entry("ah", 51),
            Map.entry("dccp", DCCP),
            Map.entry("egp", 8),
            Map.entry("esp", 50),
            Map.entry("gre", 47),
            Map.entry("icmp", ICMP),
            Map.entry("icmpv6", ICMP_V6),
            Map.entry("igmp", 2),
            Map.entry("ipip", 4),
            Map.entry("ipv6-encap", 41),
            Map.entry("ipv6-frag", 44),
            Map.entry("ipv6-icmp", ICMP_V6),
            Map.entry("ipv6-nonxt", 59),
            Map.entry("ipv6-opts", 60),
            Map.entry("ipv6-route", 43),
            Map.entry("ospf", 89),
            Map.entry("pgm", 113),
            Map.entry("rsvp", 46),
            Map.entry("sctp", SCTP),
            Map.entry("tcp", TCP),
            Map.entry("udp", UDP),
            Map.entry("udplite", UDP_LITE),
            Map.entry("vrrp", 112));

    /** Throws {@link IllegalArgumentException} for what is no protocol. */
    static Protocol parse(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (NAMES.containsKey(name)) {
            return new Protocol(name, NAMES.get(name));
        }
        if (!name.matches("\\d{1,3}") || Integer.parseInt(name) > 255) {
            throw new IllegalArgumentException(text);
        }
        return new Protocol(name, Integer.parseInt(name));
    }

    boolean hasPorts() {
        return Set.of(TCP, UDP, DCCP, SCTP, UDP_LITE).contains(number);
    }

    boolean isIcmp() {
        return number == ICMP || number == ICMP_V6;
    }
}
