package io.caelum.network.segment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The drivers of all types, set up for this deployment. */
@ApplicationScoped
public class NetworkTypes {

    private final Map<NetworkType, NetworkTypeDriver> drivers = new EnumMap<>(NetworkType.class);
    private final List<NetworkType> tenantTypes;
    private final int underlayMtu;

    @Inject
    NetworkTypes(SegmentSettings settings) {
        var physicalNetworks = new PhysicalNetworks(settings.physicalNetworks().orElse(List.of()));
        add(new LocalNetwork());
        add(new FlatNetwork(physicalNetworks));
        add(new VlanNetwork(physicalNetworks));
        add(new GreNetwork(IdRanges.parseAll(settings.greIdRanges(), GreNetwork.MIN_ID, GreNetwork.MAX_ID)));
        add(new VxlanNetwork(IdRanges.parseAll(settings.vniRanges(), VxlanNetwork.MIN_ID, VxlanNetwork.MAX_ID)));
        tenantTypes =
                settings.tenantNetworkTypes().stream().map(NetworkTypes::named).toList();
        underlayMtu = settings.underlayMtu();
    }

    private void add(NetworkTypeDriver driver) {
        drivers.put(driver.type(), driver);
    }

    private static NetworkType named(String name) {
        return NetworkType.named(name.strip())
                .orElseThrow(() -> new IllegalArgumentException(
                        "caelum.network.tenant-network-types: there is no network type \"" + name + "\""));
    }

    NetworkTypeDriver driver(NetworkType type) {
        return drivers.get(type);
    }

    List<NetworkType> tenantTypes() {
        return tenantTypes;
    }

    /** The largest MTU that packets on such a segment can have. */
    public int maxMtu(NetworkType type) {
        return driver(type).maxMtu(underlayMtu);
    }

    /** The segment that a row tells about. */
    public Segment segment(NetworkType type, String physicalNetwork, long id) {
        return driver(type).segment(physicalNetwork, id);
    }
}
