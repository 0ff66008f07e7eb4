package io.caelum.networknode.router.linux;

import java.math.BigInteger;
import java.net.InetAddress;

/** Ranges of addresses. */
final class Cidr {

    private Cidr() {}

    /** Whether an address is in a range like {@code 10.0.0.0/24}; not if they are of different versions. */
    static boolean has(String cidr, String ip) {
        int slash = cidr.indexOf('/');
        byte[] network = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
        byte[] address = InetAddress.ofLiteral(ip).getAddress();
        int rest = network.length * 8 - Integer.parseInt(cidr.substring(slash + 1));
        return network.length == address.length
                && new BigInteger(1, network).shiftRight(rest).equals(new BigInteger(1, address).shiftRight(rest));
    }
}
