package io.caelum.network.segment;

import java.util.List;

/** RFC 2890: a key of 32 bits. */
final class GreNetwork implements NetworkTypeDriver {

    static final long MIN_ID = 1;
    static final long MAX_ID = 0xffff_ffffL;

    /** Outer IPv4 header 20, GRE header with key 8, inner Ethernet header 14. */
    private static final int OVERHEAD = 42;

    private final List<IdRange> ranges;

    GreNetwork(List<IdRange> ranges) {
        this.ranges = ranges;
    }

    @Override
    public NetworkType type() {
        return NetworkType.GRE;
    }

    @Override
    public boolean isExclusive() {
        return true;
    }

    @Override
    public List<IdRange> choices(ProviderRequest wanted) {
        return ProviderAttributes.tunnelChoices(type(), wanted, ranges, MIN_ID, MAX_ID);
    }

    @Override
    public Segment segment(String physicalNetwork, long id) {
        return new Segment.Gre(id);
    }

    @Override
    public int maxMtu(int underlay) {
        return underlay - OVERHEAD;
    }
}
