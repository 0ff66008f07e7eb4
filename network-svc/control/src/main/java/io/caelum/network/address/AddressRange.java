package io.caelum.network.address;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Addresses from start to end, both included. */
public record AddressRange(Ip start, Ip end) {

    public AddressRange {
        if (start.version() != end.version() || start.compareTo(end) > 0) {
            throw new IllegalArgumentException(start + " to " + end + " is no range of addresses");
        }
    }

    public boolean contains(Ip ip) {
        return ip.version() == start.version() && ip.compareTo(start) >= 0 && ip.compareTo(end) <= 0;
    }

    public boolean overlaps(AddressRange other) {
        return contains(other.start) || other.contains(start);
    }

    public BigInteger size() {
        return end.number().subtract(start.number()).add(BigInteger.ONE);
    }

    /** The range without one address: none, one or two ranges. */
    public List<AddressRange> without(Ip ip) {
        if (!contains(ip)) {
            return List.of(this);
        }
        var rest = new ArrayList<AddressRange>(2);
        if (!ip.equals(start)) {
            rest.add(new AddressRange(start, ip.plus(-1)));
        }
        if (!ip.equals(end)) {
            rest.add(new AddressRange(ip.plus(1), end));
        }
        return rest;
    }
}
