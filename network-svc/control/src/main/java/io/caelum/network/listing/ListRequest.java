package io.caelum.network.listing;

import io.caelum.network.fault.NetworkFaults;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked of a list.
 *
 * @param limit 0 for all
 * @param reverse the page before the marker instead of the one after it
 * @param fields which keys the client wants; empty for all
 */
public record ListRequest(
        Map<String, List<String>> filters,
        List<Sort> sorts,
        int limit,
        Optional<String> marker,
        boolean reverse,
        Set<String> fields) {

    private static final Set<String> NO_FILTERS =
            Set.of("fields", "limit", "marker", "page_reverse", "sort_key", "sort_dir");

    record Sort(String key, boolean ascending) {}

    public static ListRequest of(MultivaluedMap<String, String> query) {
        var filters = new LinkedHashMap<String, List<String>>();
        query.forEach((key, values) -> {
            if (!NO_FILTERS.contains(key)) {
                filters.put(key, values);
            }
        });
        return new ListRequest(
                filters,
                sorts(all(query, "sort_key"), all(query, "sort_dir")),
                limit(query.getFirst("limit")),
                Optional.ofNullable(query.getFirst("marker")),
                "true".equalsIgnoreCase(query.getFirst("page_reverse")),
                fields(query));
    }

    /** The keys wanted by {@code fields}, which works for a single resource too. */
    public static Set<String> fields(MultivaluedMap<String, String> query) {
        var fields = new LinkedHashSet<>(all(query, "fields"));
        fields.removeIf(String::isEmpty);
        return fields;
    }

    private static List<String> all(MultivaluedMap<String, String> query, String key) {
        return query.getOrDefault(key, List.of());
    }

    private static List<Sort> sorts(List<String> keys, List<String> directions) {
        if (!directions.isEmpty() && directions.size() != keys.size()) {
            throw NetworkFaults.badRequest("The number of sort_keys and sort_dirs must be same");
        }
        var sorts = new ArrayList<Sort>();
        for (int i = 0; i < keys.size(); i++) {
            sorts.add(new Sort(keys.get(i), directions.isEmpty() || ascending(directions.get(i))));
        }
        return sorts;
    }

    private static boolean ascending(String direction) {
        return switch (direction) {
            case "asc" -> true;
            case "desc" -> false;
            default ->
                throw NetworkFaults.badRequest(
                        "'" + direction + "' is invalid attribute for sort_dir: use asc or desc");
        };
    }

    private static int limit(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return 0;
        }
        if (!text.matches("\\d{1,9}")) {
            throw NetworkFaults.badRequest("Limit must be an integer 0 or greater and not '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
