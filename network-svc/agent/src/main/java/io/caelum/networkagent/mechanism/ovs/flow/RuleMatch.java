package io.caelum.networkagent.mechanism.ovs.flow;

import io.caelum.platform.contract.network.SecurityGroupState.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What frames a rule of a security group is about, as matches. A rule that makes no sense matches nothing, and no other
 * rule suffers: all of a host's flows go to the switch together, and it takes none if it cannot read one.
 */
final class RuleMatch {

    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMPV6 = 58;
    private static final int SCTP = 132;
    private static final int MAX_PORT = 65535;
    private static final int MAX_BYTE = 255;

    private RuleMatch() {}

    static boolean isIngress(Rule rule) {
        return "ingress".equals(rule.direction());
    }

    static boolean isIpv4(Rule rule) {
        return "IPv4".equals(rule.ethertype());
    }

    /** By protocol and ports alone. */
    static List<String> services(Rule rule) {
        boolean ipv4 = isIpv4(rule);
        if (!ipv4 && !"IPv6".equals(rule.ethertype())) {
            return List.of();
        }
        if (rule.protocol().isEmpty()) {
            return hasPorts(rule) ? List.of() : List.of(family(ipv4));
        }
        int protocol = rule.protocol().get();
        return switch (protocol) {
            case TCP, UDP, SCTP -> portMatches(rule, name(protocol) + (ipv4 ? "" : "6"));
            case ICMP, ICMPV6 -> icmp(rule, ipv4 ? "icmp" : "icmp6");
            default ->
                hasPorts(rule) || protocol < 0 || protocol > MAX_BYTE
                        ? List.of()
                        : List.of(family(ipv4) + ",nw_proto=" + protocol);
        };
    }

    /** By who the other one is; empty for a rule that cannot be met. */
    static Optional<String> remote(Rule rule) {
        if (rule.remoteIpPrefix().isEmpty()) {
            return Optional.of("");
        }
        return Prefix.parse(rule.remoteIpPrefix().get())
                .filter(prefix -> prefix.isIpv4() == isIpv4(rule))
                .map(prefix -> prefix.isEverybody() ? "" : "," + other(prefix, isIngress(rule)));
    }

    /** The other one's address: who sends to the port, or to whom it sends. */
    static String other(Prefix address, boolean ingress) {
        String field = address.isIpv4() ? (ingress ? "nw_src" : "nw_dst") : (ingress ? "ipv6_src" : "ipv6_dst");
        return field + "=" + address.text();
    }

    static String family(boolean ipv4) {
        return ipv4 ? "ip" : "ipv6";
    }

    private static boolean hasPorts(Rule rule) {
        return rule.portRangeMin().isPresent() || rule.portRangeMax().isPresent();
    }

    private static String name(int protocol) {
        return protocol == TCP ? "tcp" : protocol == UDP ? "udp" : "sctp";
    }

    private static List<String> portMatches(Rule rule, String protocol) {
        if (!hasPorts(rule)) {
            return List.of(protocol);
        }
        int first = rule.portRangeMin().or(rule::portRangeMax).orElseThrow();
        int last = rule.portRangeMax().orElse(first);
        if (first < 0 || last > MAX_PORT || first > last) {
            return List.of();
        }
        List<String> masks = PortRange.masks(first, last);
        return masks.isEmpty()
                ? List.of(protocol)
                : masks.stream().map(mask -> protocol + ",tp_dst=" + mask).toList();
    }

    private static List<String> icmp(Rule rule, String protocol) {
        boolean sane = Stream.of(rule.portRangeMin(), rule.portRangeMax())
                .allMatch(part -> part.isEmpty() || (part.get() >= 0 && part.get() <= MAX_BYTE));
        if (!sane || (rule.portRangeMin().isEmpty() && rule.portRangeMax().isPresent())) {
            return List.of();
        }
        return List.of(protocol
                + rule.portRangeMin().map(type -> ",icmp_type=" + type).orElse("")
                + rule.portRangeMax().map(code -> ",icmp_code=" + code).orElse(""));
    }
}
