package io.caelum.network.segment;

import java.util.List;

final class LocalNetwork implements NetworkTypeDriver {

    @Override
    public NetworkType type() {
        return NetworkType.LOCAL;
    }

    @Override
    public boolean isExclusive() {
        return false;
    }

    @Override
    public List<IdRange> choices(ProviderRequest wanted) {
        ProviderAttributes.refusePhysicalNetwork(type(), wanted);
        ProviderAttributes.refuseSegmentationId(type(), wanted);
        return List.of(new IdRange(IdRange.EVERYWHERE, 0, 0));
    }

    @Override
    public Segment segment(String physicalNetwork, long id) {
        return new Segment.Local();
    }

    @Override
    public int maxMtu(int underlay) {
        return underlay;
    }
}
