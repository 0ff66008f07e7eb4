package io.caelum.identity.catalog;

import java.util.ArrayList;
import java.util.List;

/** Which regions stand below which. */
final class RegionTree {

    private RegionTree() {}

    /** The region itself and all below it. */
    static List<String> below(String id, List<Region> all) {
        var found = new ArrayList<String>(List.of(id));
        for (int at = 0; at < found.size(); at++) {
            String parent = found.get(at);
            all.stream()
                    .filter(region -> parent.equals(region.parentId) && !found.contains(region.id))
                    .map(region -> region.id)
                    .toList()
                    .forEach(found::add);
        }
        return found;
    }
}
