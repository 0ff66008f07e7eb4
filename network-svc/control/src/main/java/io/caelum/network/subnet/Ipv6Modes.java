package io.caelum.network.subnet;

import io.caelum.network.address.Cidr;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.request.Attributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who tells IPv6 guests their address: {@code slaac}, {@code dhcpv6-stateful}, {@code dhcpv6-stateless} or nobody. */
record Ipv6Modes(@Nullable String raMode, @Nullable String addressMode) {

    private static final Set<String> KNOWN = Set.of("slaac", "dhcpv6-stateful", "dhcpv6-stateless");
    private static final int EUI64_PREFIX = 64;

    static Ipv6Modes of(Attributes in) {
        return new Ipv6Modes(mode(in, "ipv6_ra_mode"), mode(in, "ipv6_address_mode"));
    }

    private static @Nullable String mode(Attributes in, String key) {
        Optional<String> mode = in.formedOrNull(key, "mode", Ipv6Modes::known);
        return mode == null ? null : mode.orElse(null);
    }

    private static String known(String mode) {
        if (!KNOWN.contains(mode)) {
            throw new IllegalArgumentException(mode);
        }
        return mode;
    }

    /** Whether guests make their address out of the prefix and their MAC. */
    boolean areAutomatic() {
        return isAutomatic(addressMode) || (addressMode == null && isAutomatic(raMode));
    }

    Ipv6Modes checked(Cidr cidr, boolean enableDhcp) {
        if (raMode == null && addressMode == null) {
            return this;
        }
        if (cidr.version() == 4) {
            throw NetworkFaults.invalidInput("ipv6_ra_mode and ipv6_address_mode are not valid when ip_version is 4");
        }
        if (!enableDhcp) {
            throw NetworkFaults.invalidInput(
                    "ipv6_ra_mode or ipv6_address_mode cannot be set when enable_dhcp is set to False");
        }
        if (raMode != null && addressMode != null && !Objects.equals(raMode, addressMode)) {
            throw NetworkFaults.invalidInput("ipv6_ra_mode set to '" + raMode + "' with ipv6_address_mode set to '"
                    + addressMode + "' is not valid. If both attributes are set, they must be the same value");
        }
        if (areAutomatic() && cidr.prefix() != EUI64_PREFIX) {
            throw NetworkFaults.invalidInput("Invalid CIDR " + cidr + " for IPv6 address mode. OpenStack uses the"
                    + " EUI-64 address format, which requires the prefix to be /64");
        }
        return this;
    }

    private static boolean isAutomatic(@Nullable String mode) {
        return "slaac".equals(mode) || "dhcpv6-stateless".equals(mode);
    }
}
