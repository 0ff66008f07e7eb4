package io.caelum.networkagent.mechanism.ovs.flow;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An address or a range of addresses. Made of text from elsewhere and written into flows, so only what is one gets here:
 * never a name that somebody would have to resolve.
 */
record Prefix(InetAddress address, int length) {

    static Optional<Prefix> parse(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int bits = address.getAddress().length * 8;
            int length = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            return length < 0 || length > bits ? Optional.empty() : Optional.of(new Prefix(address, length));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** RFC 4291, appendix A: how an interface makes its own address. */
    static Prefix linkLocal(String mac) {
        byte[] hardware = HexFormat.ofDelimiter(":").parseHex(mac.toLowerCase(java.util.Locale.ROOT));
        var bytes = new byte[16];
        bytes[0] = (byte) 0xfe;
        bytes[1] = (byte) 0x80;
        System.arraycopy(hardware, 0, bytes, 8, 3);
        bytes[8] ^= 2;
        bytes[11] = (byte) 0xff;
        bytes[12] = (byte) 0xfe;
        System.arraycopy(hardware, 3, bytes, 13, 3);
        try {
            return new Prefix(InetAddress.getByAddress(bytes), 128);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isIpv4() {
        return address instanceof Inet4Address;
    }

    boolean isEverybody() {
        return length == 0;
    }

    /** As flows have it. */
    String text() {
        String plain = address.getHostAddress();
        return length == address.getAddress().length * 8 ? plain : plain + "/" + length;
    }
}
