package io.caelum.network.address;

import java.math.BigInteger;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** An Ethernet address in the form fa:16:3e:01:02:03. */
public record MacAddress(String text) {

    private static final String PREFIX = "fa:16:3e";

    public MacAddress {
        if (!text.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}")) {
            throw new IllegalArgumentException(text);
        }
    }

    /** Takes upper case and dashes too. */
    public static MacAddress parse(String text) {
        return new MacAddress(text.toLowerCase(Locale.ROOT).replace('-', ':'));
    }

    public static MacAddress random(RandomGenerator random) {
        int number = random.nextInt(1 << 24);
        return new MacAddress("%s:%02x:%02x:%02x".formatted(PREFIX, number >> 16, number >> 8 & 0xff, number & 0xff));
    }

    /** The address that a guest with this MAC gives itself in an IPv6 subnet (SLAAC, RFC 4291 appendix A). */
    public Ip eui64(Cidr subnet) {
        String hex = text.replace(":", "");
        // bit 57 is the universal/local bit, which the modified form inverts
        var identifier = new BigInteger(hex.substring(0, 6) + "fffe" + hex.substring(6), 16).flipBit(57);
        return subnet.first().plus(identifier);
    }

    @Override
    public String toString() {
        return text;
    }
}
