package io.caelum.compute.flavor;

import io.caelum.compute.http.Query;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.paging.Page;
import java.util.Map;
import java.util.Optional;

/**
 * Which flavors a list is to show.
 *
 * @param isPublic empty for both kinds
 */
record FlavorQuery(
        int minDisk, int minRam, Optional<Boolean> isPublic, String sortColumn, boolean ascending, Page page) {

    private static final int MAXIMUM = 1000;
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("flavorid", "flavor_id"),
            Map.entry("id", "number"),
            Map.entry("name", "name"),
            Map.entry("memory_mb", "memory_mb"),
            Map.entry("vcpus", "vcpus"),
            Map.entry("root_gb", "root_gb"),
            Map.entry("ephemeral_gb", "ephemeral_gb"),
            Map.entry("swap", "swap_mb"),
            Map.entry("rxtx_factor", "rxtx_factor"),
            Map.entry("is_public", "is_public"),
            Map.entry("created_at", "created_at"));

    static FlavorQuery of(Query query) {
        String key = query.first("sort_key").orElse("flavorid");
        String column = COLUMNS.get(key);
        if (column == null) {
            throw Fault.badRequest("Invalid input for query parameter sort_key. Value: %s. It is none of %s."
                    .formatted(key, COLUMNS.keySet().stream().sorted().toList()));
        }
        return new FlavorQuery(
                query.whole("minDisk").orElse(0),
                query.whole("minRam").orElse(0),
                publicity(query),
                column,
                query.isAscending("sort_dir", true),
                query.page(MAXIMUM));
    }

    private static Optional<Boolean> publicity(Query query) {
        String text = query.first("is_public").orElse("true");
        return text.equalsIgnoreCase("none") ? Optional.empty() : Optional.of(query.truth("is_public", text));
    }

    /** The column's own order, then the id, so that every flavor has one place. */
    String order() {
        String direction = ascending ? " asc" : " desc";
        return " order by f." + sortColumn + direction + ", f.flavor_id" + direction;
    }

    String afterMarker() {
        return " and (f.%1$s, f.flavor_id) %2$s (select m.%1$s, m.flavor_id from flavors m where m.flavor_id = :marker)"
                .formatted(sortColumn, ascending ? ">" : "<");
    }
}
