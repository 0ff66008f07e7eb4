package io.caelum.network.segment;

import java.util.List;

/** RFC 7348: a network identifier of 24 bits. */
final class VxlanNetwork implements NetworkTypeDriver {

    static final long MIN_ID = 1;
    static final long MAX_ID = 0xff_ffff;

    /** Outer IPv4 header 20, UDP 8, VXLAN 8, inner Ethernet header 14. */
    private static final int OVERHEAD = 50;

    private final List<IdRange> ranges;

    VxlanNetwork(List<IdRange> ranges) {
        this.ranges = ranges;
    }

    @Override
    public NetworkType type() {
        return NetworkType.VXLAN;
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
        return new Segment.Vxlan(id);
    }

    @Override
    public int maxMtu(int underlay) {
        return underlay - OVERHEAD;
    }
}
