package io.caelum.network.securitygroup;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a rule's protocol is on the wire. */
public final class RuleProtocols {

    private static final int ICMP = 1;
    private static final int ICMP_V6 = 58;

    private RuleProtocols() {}

    /** Empty for all. In a rule for IPv6 the name {@code icmp} means the one of IPv6. */
    public static Optional<Integer> number(@Nullable String protocol, String ethertype) {
        return Optional.ofNullable(protocol)
                .map(text -> Protocol.parse(text).number())
                .map(number -> number == ICMP && ethertype.equals("IPv6") ? ICMP_V6 : number);
    }
}
