package io.caelum.network.segment;

import java.util.List;

/** Takes a whole physical network: its one slot has the id 0. */
final class FlatNetwork implements NetworkTypeDriver {

    private final PhysicalNetworks physicalNetworks;

    FlatNetwork(PhysicalNetworks physicalNetworks) {
        this.physicalNetworks = physicalNetworks;
    }

    @Override
    public NetworkType type() {
        return NetworkType.FLAT;
    }

    @Override
    public boolean isExclusive() {
        return true;
    }

    @Override
    public List<IdRange> choices(ProviderRequest wanted) {
        ProviderAttributes.refuseSegmentationId(type(), wanted);
        if (wanted.physicalNetwork().isEmpty()) {
            return physicalNetworks.forFlat().stream()
                    .map(name -> new IdRange(name, 0, 0))
                    .toList();
        }
        String name = wanted.physicalNetwork().get();
        physicalNetworks.require(type(), name);
        return List.of(new IdRange(name, 0, 0));
    }

    @Override
    public Segment segment(String physicalNetwork, long id) {
        return new Segment.Flat(physicalNetwork);
    }

    @Override
    public int maxMtu(int underlay) {
        return underlay;
    }
}
