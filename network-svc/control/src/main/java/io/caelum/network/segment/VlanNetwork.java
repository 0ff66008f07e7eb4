package io.caelum.network.segment;

import java.util.List;
import java.util.Optional;

/** IEEE 802.1Q: ids 1 to 4094 on each physical network. */
final class VlanNetwork implements NetworkTypeDriver {

    static final int MIN_ID = 1;
    static final int MAX_ID = 4094;

    private final PhysicalNetworks physicalNetworks;

    VlanNetwork(PhysicalNetworks physicalNetworks) {
        this.physicalNetworks = physicalNetworks;
    }

    @Override
    public NetworkType type() {
        return NetworkType.VLAN;
    }

    @Override
    public boolean isExclusive() {
        return true;
    }

    @Override
    public List<IdRange> choices(ProviderRequest wanted) {
        Optional<String> name = wanted.physicalNetwork();
        name.ifPresent(known -> physicalNetworks.require(type(), known));
        if (wanted.segmentationId().isEmpty()) {
            return physicalNetworks.vlanRanges().stream()
                    .filter(range -> name.isEmpty() || range.physicalNetwork().equals(name.get()))
                    .toList();
        }
        if (name.isEmpty()) {
            throw ProviderAttributes.invalid("segmentation_id requires physical_network for VLAN provider network");
        }
        long id = ProviderAttributes.idWithin(type(), wanted.segmentationId().get(), MIN_ID, MAX_ID);
        return List.of(new IdRange(name.get(), id, id));
    }

    @Override
    public Segment segment(String physicalNetwork, long id) {
        return new Segment.Vlan(physicalNetwork, (int) id);
    }

    @Override
    public int maxMtu(int underlay) {
        return underlay;
    }
}
