package io.caelum.network.segment;

import java.util.List;

/** What one network type asks of its segments. One class per type; allocation itself is the same for all. */
interface NetworkTypeDriver {

    NetworkType type();

    /** Whether the type takes a slot that other networks must not take; a local network takes none. */
    boolean isExclusive();

    /**
     * Checks what an administrator gave and says which ids may be taken for it: one if the id was given, else all
     * that this deployment hands out.
     *
     * @throws io.caelum.platform.fault.Fault BAD_REQUEST for attributes that the type does not have or values outside
     */
    List<IdRange> choices(ProviderRequest wanted);

    /** The segment with an id out of {@link #choices}. */
    Segment segment(String physicalNetwork, long id);

    /** The largest MTU of such a network. */
    int maxMtu(int underlay);
}
