package io.caelum.image.image;

import io.caelum.platform.fault.Fault;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The order of a list. Always ends with the id, so that each image has exactly one place. */
record SortOrder(List<By> keys) {

    record By(SortKey key, boolean descending) {
        String sql() {
            return key.column + (descending ? " desc" : " asc");
        }
    }

    /** Reads {@code sort=name:asc,size} or the older {@code sort_key} and {@code sort_dir}, both repeatable. */
    static SortOrder of(MultivaluedMap<String, String> query) {
        List<String> sort = query.getOrDefault("sort", List.of());
        List<String> keys = query.getOrDefault("sort_key", List.of());
        List<String> directions = query.getOrDefault("sort_dir", List.of());
        if (sort.isEmpty()) {
            return complete(classic(keys, directions));
        }
        if (!keys.isEmpty() || !directions.isEmpty()) {
            throw Fault.badRequest("Old and new sorting syntax cannot be combined.");
        }
        return complete(modern(String.join(",", sort)));
    }

    private static List<By> modern(String text) {
        var order = new ArrayList<By>();
        for (String part : text.split(",", -1)) {
            int colon = part.indexOf(':');
            String key = colon < 0 ? part : part.substring(0, colon);
            order.add(new By(SortKey.named(key.strip()), colon < 0 || isDescending(part.substring(colon + 1))));
        }
        return order;
    }

    private static List<By> classic(List<String> keys, List<String> directions) {
        List<String> names = keys.isEmpty() ? List.of("created_at") : keys;
        if (directions.size() > 1 && directions.size() != names.size()) {
            throw Fault.badRequest("Number of sort dirs does not match the number of sort keys.");
        }
        var order = new ArrayList<By>();
        for (int i = 0; i < names.size(); i++) {
            String direction = directions.isEmpty() ? "desc" : directions.get(Math.min(i, directions.size() - 1));
            order.add(new By(SortKey.named(names.get(i)), isDescending(direction)));
        }
        return order;
    }

    private static boolean isDescending(String direction) {
        return switch (direction.strip()) {
            case "asc" -> false;
            case "desc" -> true;
            default -> throw Fault.badRequest("Invalid sort direction: " + direction + ".");
        };
    }

    private static SortOrder complete(List<By> order) {
        boolean descending = order.getLast().descending();
        addUnlessThere(order, SortKey.CREATED_AT, descending);
        addUnlessThere(order, SortKey.ID, descending);
        return new SortOrder(order);
    }

    private static void addUnlessThere(List<By> order, SortKey key, boolean descending) {
        if (order.stream().noneMatch(by -> by.key() == key)) {
            order.add(new By(key, descending));
        }
    }

    String sql() {
        return keys.stream().map(By::sql).collect(Collectors.joining(", "));
    }
}
