package io.caelum.network.securitygroup;

import io.caelum.network.address.Cidr;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.request.Attributes;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a rule lets through.
 *
 * @param portRangeMin for ICMP the type
 * @param portRangeMax for ICMP the code
 */
record RuleContent(
        Direction direction,
        Ethertype ethertype,
        Optional<Protocol> protocol,
        @Nullable Integer portRangeMin,
        @Nullable Integer portRangeMax,
        Optional<Cidr> remoteIpPrefix,
        Optional<UUID> remoteGroupId) {

    private static final int MAX_PORT = 65535;
    private static final int MAX_ICMP = 255;

    static RuleContent anything(Direction direction, Ethertype ethertype, Optional<UUID> remoteGroup) {
        return new RuleContent(direction, ethertype, Optional.empty(), null, null, Optional.empty(), remoteGroup);
    }

    static RuleContent of(Attributes in) {
        Direction direction = Attributes.required("direction", in.formed("direction", "direction", Direction::named));
        Ethertype ethertype = in.formed("ethertype", "ethertype", Ethertype::named);
        return new RuleContent(
                        direction,
                        ethertype == null ? Ethertype.IPV4 : ethertype,
                        protocol(in),
                        number(in, "port_range_min"),
                        number(in, "port_range_max"),
                        given(in.formedOrNull("remote_ip_prefix", "IP subnet", Cidr::parse)),
                        given(in.uuidOrNull("remote_group_id")))
                .checked();
    }

    /** A name, a number as text, or a number. */
    private static Optional<Protocol> protocol(Attributes in) {
        Optional<String> text = in.textOrNumber("protocol");
        if (text.isEmpty() || text.get().equalsIgnoreCase("any")) {
            return Optional.empty();
        }
        try {
            return text.map(Protocol::parse);
        } catch (IllegalArgumentException e) {
            throw NetworkFaults.badRequest(
                    "SecurityGroupRuleInvalidProtocol",
                    "Security group rule protocol " + text.get()
                            + " not supported. Only protocol names and integer representations [0 to 255] are.");
        }
    }

    private static @Nullable Integer number(Attributes in, String key) {
        Optional<Long> number = in.integerOrNull(key);
        if (number == null || number.isEmpty()) {
            return null;
        }
        if (number.get() < -1 || number.get() > MAX_PORT) {
            throw NetworkFaults.badRequest(
                    "SecurityGroupInvalidPortValue", "Invalid value for port " + number.get() + ".");
        }
        // -1 is how old clients say "any"
        return number.get() == -1 ? null : number.get().intValue();
    }

    private static <T> Optional<T> given(@Nullable Optional<T> value) {
        return value == null ? Optional.empty() : value;
    }

    private RuleContent checked() {
        if (remoteIpPrefix.isPresent() && remoteGroupId.isPresent()) {
            throw NetworkFaults.badRequest(
                    "SecurityGroupMultipleRemoteEntites",
                    "Only one of remote_ip_prefix and remote_group_id may be given.");
        }
        if (remoteIpPrefix.isPresent() && remoteIpPrefix.get().version() != ethertype.version()) {
            throw NetworkFaults.badRequest(
                    "SecurityGroupRuleParameterConflict",
                    "Conflicting value ethertype " + ethertype.wireName() + " for CIDR " + remoteIpPrefix.get() + ".");
        }
        if (portRangeMin != null || portRangeMax != null) {
            checkRange();
        }
        return this;
    }

    private void checkRange() {
        if (protocol.isEmpty()) {
            throw NetworkFaults.badRequest(
                    "SecurityGroupProtocolRequiredWithPorts", "Must also specify protocol if port range is given.");
        }
        if (protocol.get().isIcmp()) {
            checkIcmp();
        } else if (!protocol.get().hasPorts()) {
            throw NetworkFaults.badRequest(
                    "SecurityGroupInvalidProtocolForPort",
                    "Invalid protocol " + protocol.get().text() + " for port range, it has no ports.");
        } else if (portRangeMin == null || portRangeMax == null || portRangeMin > portRangeMax || portRangeMin < 1) {
            throw NetworkFaults.badRequest(
                    "SecurityGroupInvalidPortRange",
                    "For TCP/UDP protocols, port_range_min must be <= port_range_max, and both from 1 to 65535.");
        }
    }

    private void checkIcmp() {
        if (portRangeMin == null) {
            throw NetworkFaults.badRequest(
                    "SecurityGroupMissingIcmpType",
                    "ICMP code (port-range-max) " + portRangeMax + " is provided but ICMP type (port-range-min) is"
                            + " missing.");
        }
        if (portRangeMin > MAX_ICMP || (portRangeMax != null && portRangeMax > MAX_ICMP)) {
            throw NetworkFaults.badRequest(
                    "SecurityGroupInvalidIcmpValue",
                    "Invalid value for ICMP type (port-range-min) or code (port-range-max): 0 to 255 are possible.");
        }
    }

    /** One text for all ways of saying the same. */
    String asText() {
        return direction + " " + ethertype + " "
                + protocol.map(known -> String.valueOf(known.number())).orElse("any") + " " + portRangeMin + ":"
                + portRangeMax + " " + remoteIpPrefix.map(Object::toString).orElse("any") + " "
                + remoteGroupId.map(Object::toString).orElse("any");
    }
}
