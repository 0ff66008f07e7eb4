package io.caelum.network.address;

import java.math.BigInteger;

/** A block of addresses, e.g. 10.0.0.0/24; {@link #first} has no bits outside the prefix. */
public record Cidr(Ip first, int prefix) {

    /**
     * Reads "address/prefix", or an address alone as a block of one. The address may have bits outside the prefix:
     * {@link #toString} of the result tells what the block really is.
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        Ip ip = Ip.parse(slash < 0 ? text : text.substring(0, slash));
        int prefix = slash < 0 ? ip.bits() : prefix(text.substring(slash + 1), ip);
        int host = ip.bits() - prefix;
        return new Cidr(new Ip(ip.version(), ip.number().shiftRight(host).shiftLeft(host)), prefix);
    }

    private static int prefix(String text, Ip ip) {
        if (!text.matches("0|[1-9]\\d{0,2}") || Integer.parseInt(text) > ip.bits()) {
            throw new IllegalArgumentException(text);
        }
        return Integer.parseInt(text);
    }

    public int version() {
        return first.version();
    }

    public Ip last() {
        return first.plus(BigInteger.ONE.shiftLeft(first.bits() - prefix).subtract(BigInteger.ONE));
    }

    public boolean contains(Ip ip) {
        return ip.version() == version() && ip.compareTo(first) >= 0 && ip.compareTo(last()) <= 0;
    }

    public boolean overlaps(Cidr other) {
        return contains(other.first) || other.contains(first);
    }

    /** All addresses that a host may have: not the network's own, in IPv4 not the broadcast address. */
    public AddressRange hosts() {
        if (first.bits() - prefix <= 1) {
            return new AddressRange(first, last());
        }
        return new AddressRange(first.plus(1), version() == 4 ? last().plus(-1) : last());
    }

    @Override
    public String toString() {
        return first + "/" + prefix;
    }
}
