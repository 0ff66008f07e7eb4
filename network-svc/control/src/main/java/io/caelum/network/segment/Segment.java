package io.caelum.network.segment;

import java.util.Optional;

/** What keeps a network apart from the others on the wire. */
public sealed interface Segment {

    /** Within one host only. */
    record Local() implements Segment {}

    /**
     * The physical network as it is, without tags; one such network for each.
     *
     * @param wire name of the physical network
     */
    record Flat(String wire) implements Segment {}

    /**
     * @param wire name of the physical network
     * @param id 1 to 4094
     */
    record Vlan(String wire, int id) implements Segment {}

    /** @param id the 32 bit tunnel key */
    record Gre(long id) implements Segment {}

    /** @param id the 24 bit network identifier (VNI) */
    record Vxlan(long id) implements Segment {}

    default NetworkType type() {
        return switch (this) {
            case Local local -> NetworkType.LOCAL;
            case Flat flat -> NetworkType.FLAT;
            case Vlan vlan -> NetworkType.VLAN;
            case Gre gre -> NetworkType.GRE;
            case Vxlan vxlan -> NetworkType.VXLAN;
        };
    }

    default Optional<String> physicalNetwork() {
        return switch (this) {
            case Flat flat -> Optional.of(flat.wire);
            case Vlan vlan -> Optional.of(vlan.wire);
            case Local local -> Optional.empty();
            case Gre gre -> Optional.empty();
            case Vxlan vxlan -> Optional.empty();
        };
    }

    default Optional<Long> segmentationId() {
        return switch (this) {
            case Vlan vlan -> Optional.of((long) vlan.id);
            case Gre gre -> Optional.of(gre.id);
            case Vxlan vxlan -> Optional.of(vxlan.id);
            case Local local -> Optional.empty();
            case Flat flat -> Optional.empty();
        };
    }
}
