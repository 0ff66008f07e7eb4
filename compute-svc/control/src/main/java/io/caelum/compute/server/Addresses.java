package io.caelum.compute.server;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Tells addresses from other texts, without ever asking a name server. */
final class Addresses {

    private static final Pattern V4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)");
    private static final Pattern V6_CHARACTERS = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private Addresses() {}

    static boolean isAddress(String text) {
        return isIpV4(text) || isIpV6(text);
    }

    static boolean isIpV4(String text) {
        return V4.matcher(text).matches();
    }

    static boolean isIpV6(String text) {
        if (!V6_CHARACTERS.matcher(text).matches()) {
            return false;
        }
        try {
            return InetAddress.getByName(text) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The one text that RFC 5952 recommends for an IPv6 address, of all those that mean it. */
    static String canonicalIpV6(String text) {
        InetAddress address = InetAddress.ofLiteral(text);
        String canonical = NetUtil.toAddressString(address);
        return address instanceof Inet4Address ? "::ffff:" + canonical : canonical;
    }
}
