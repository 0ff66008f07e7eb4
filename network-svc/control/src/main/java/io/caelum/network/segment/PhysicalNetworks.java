package io.caelum.network.segment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The physical networks of this deployment, from entries like {@code physnet1:vlan:1:4094} and {@code public:flat}. */
final class PhysicalNetworks {

    private final Set<String> flat = new LinkedHashSet<>();
    private final Set<String> vlan = new LinkedHashSet<>();
    private final List<IdRange> vlanRanges = new ArrayList<>();

    PhysicalNetworks(List<String> entries) {
        entries.forEach(this::add);
    }

    private void add(String entry) {
        String[] parts = entry.strip().split(":");
        if (parts.length == 2 && parts[1].equals("flat")) {
            flat.add(parts[0]);
        } else if (parts.length == 2 && parts[1].equals("vlan")) {
            // known, but its ids are for administrators to give
            vlan.add(parts[0]);
        } else if (parts.length == 4 && parts[1].equals("vlan")) {
            vlan.add(parts[0]);
            vlanRanges.add(IdRanges.parse(parts[0], parts[2] + ":" + parts[3], VlanNetwork.MIN_ID, VlanNetwork.MAX_ID));
        } else {
            throw new IllegalArgumentException("caelum.network.physical-networks: \"" + entry
                    + "\" is neither NAME:flat nor NAME:vlan nor NAME:vlan:FIRST:LAST");
        }
    }

    Set<String> forFlat() {
        return flat;
    }

    List<IdRange> vlanRanges() {
        return vlanRanges;
    }

    void require(NetworkType type, String name) {
        Set<String> known = type == NetworkType.FLAT ? flat : vlan;
        if (!known.contains(name)) {
            throw ProviderAttributes.invalid(
                    "physical_network '" + name + "' unknown for " + type.wireName() + " provider network");
        }
    }
}
