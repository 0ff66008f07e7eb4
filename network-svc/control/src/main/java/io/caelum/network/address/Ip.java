package io.caelum.network.address;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** An IPv4 or IPv6 address as a number. Its text form is canonical (RFC 5952), so equal addresses have equal texts. */
public record Ip(int version, BigInteger number) implements Comparable<Ip> {

    private static final Pattern DOTTED =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
    private static final BigInteger MAPPED = BigInteger.valueOf(0xffffL).shiftLeft(32);

    /** Never looks up a name; throws {@link IllegalArgumentException} for anything but a plain address. */
    public static Ip parse(String text) {
        if (DOTTED.matcher(text).matches()) {
            return new Ip(4, number(InetAddress.ofLiteral(text)));
        }
        if (!text.contains(":") || text.contains("%") || text.contains("[")) {
            throw new IllegalArgumentException(text);
        }
        InetAddress parsed = InetAddress.ofLiteral(text);
        BigInteger number = number(parsed);
        return new Ip(6, parsed instanceof Inet4Address ? MAPPED.or(number) : number);
    }

    /** Whether {@link #parse} takes the text. */
    public static boolean isIp(String text) {
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Bits of an address of this version. */
    public int bits() {
        return bits(version);
    }

    static int bits(int version) {
        return version == 4 ? 32 : 128;
    }

    public Ip plus(long steps) {
        return plus(BigInteger.valueOf(steps));
    }

    public Ip plus(BigInteger steps) {
        return new Ip(version, number.add(steps));
    }

    @Override
    public int compareTo(Ip other) {
        return version != other.version ? Integer.compare(version, other.version) : number.compareTo(other.number);
    }

    @Override
    public String toString() {
        return version == 4 ? dotted() : compressed();
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    private String dotted() {
        long value = number.longValue();
        return (value >> 24 & 255) + "." + (value >> 16 & 255) + "." + (value >> 8 & 255) + "." + (value & 255);
    }

    private String compressed() {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = number.shiftRight(16 * (7 - i)).intValue() & 0xffff;
        }
        Zeros zeros = Zeros.longestOf(groups);
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == zeros.start) {
                text.append("::");
                i += zeros.length - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }

    /** The run of zero groups that is written as "::": the longest, of equals the first, never a single one. */
    private record Zeros(int start, int length) {
        static Zeros longestOf(int[] groups) {
            var best = new Zeros(-1, 1);
            for (int i = 0; i < 8; i++) {
                int end = i;
                while (end < 8 && groups[end] == 0) {
                    end++;
                }
                if (end - i > best.length) {
                    best = new Zeros(i, end - i);
                }
            }
            return best;
        }
    }
}
