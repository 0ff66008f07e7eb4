package io.caelum.networkagent.mechanism.ovs.flow;

import java.util.ArrayList;
import java.util.List;

/** A range of TCP or UDP ports as values with masks: OpenFlow knows no ranges. At most 30 of them. */
final class PortRange {

    private static final int MAX = 0xffff;

    private PortRange() {}

    /** @return what follows {@code tp_dst=}; empty for all ports */
    static List<String> masks(int first, int last) {
        if (first <= 0 && last >= MAX) {
            return List.of();
        }
        var masks = new ArrayList<String>();
        int from = first;
        while (from <= last) {
            int size = from == 0 ? MAX + 1 : Integer.lowestOneBit(from);
            while (from + size - 1 > last) {
                size >>= 1;
            }
            masks.add(size == 1 ? Integer.toString(from) : "0x%x/0x%x".formatted(from, MAX & -size));
            from += size;
        }
        return masks;
    }
}
