package io.caelum.image.image;

import io.caelum.image.format.ContainerFormat;
import io.caelum.image.format.DiskFormat;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.RowJson;
import io.caelum.platform.fault.Fault;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the query of a list into conditions. Keys that are none of Glance's own are extra properties. */
final class ImageFilter {

    private static final Set<String> NOT_FILTERS = Set.of("limit", "marker", "sort", "sort_key", "sort_dir");

    private final Conditions where;
    private final RequestContext caller;

    private ImageFilter(Conditions where, RequestContext caller) {
        this.where = where;
        this.caller = caller;
    }

    static Conditions of(MultivaluedMap<String, String> query, RequestContext caller) {
        var where = new Conditions();
        new ImageFilter(where, caller).read(query);
        return where;
    }

    private void read(MultivaluedMap<String, String> query) {
        where.add("i.status <> 'DELETED'");
        scope(query.getFirst("visibility"), memberStatus(query.getFirst("member_status")));
        where.add("i.os_hidden = ?", query.containsKey("os_hidden") && bool("os_hidden", query.getFirst("os_hidden")));
        query.forEach((key, values) -> {
            if (!NOT_FILTERS.contains(key)) {
                values.forEach(value -> filter(key, value));
            }
        });
    }

    private void filter(String key, String value) {
        switch (key) {
            case "visibility", "member_status", "os_hidden" -> {}
            case "name" -> among("i.name", values(value));
            case "status" -> among("i.status", constants(key, values(value), ImageStatus.class));
            case "container_format" ->
                among("i.container_format", constants(key, values(value), ContainerFormat.class));
            case "disk_format" -> among("i.disk_format", constants(key, values(value), DiskFormat.class));
            case "id" -> ids(values(value));
            case "owner" -> where.add("i.owner = ?", value);
            case "checksum" -> where.add("i.checksum = ?", value);
            case "os_hash_algo" -> where.add("i.os_hash_algo = ?", value);
            case "os_hash_value" -> where.add("i.os_hash_value = ?", value);
            case "protected" -> where.add("i.protected = ?", bool(key, value));
            case "size" -> where.add("i.size = ?", number(key, value));
            case "size_min" -> where.add("i.size >= ?", number(key, value));
            case "size_max" -> where.add("i.size <= ?", number(key, value));
            case "min_disk" -> where.add("i.min_disk = ?", number(key, value));
            case "min_ram" -> where.add("i.min_ram = ?", number(key, value));
            case "tag" -> where.add("cast(i.tags as jsonb) @> " + json("?"), RowJson.write(List.of(value)));
            case "created_at" -> TimeFilter.of(key, value).addTo(where, "i.created_at");
            case "updated_at" -> TimeFilter.of(key, value).addTo(where, "i.updated_at");
            default -> where.add("cast(i.properties as jsonb) @> " + json("?"), RowJson.write(Map.of(key, value)));
        }
    }

    /** Whose images: all for an administrator; else public ones, own ones, and those shared and accepted. */
    private void scope(@Nullable String visibility, String memberStatus) {
        boolean everything = "all".equals(visibility);
        if (visibility != null && !everything) {
            where.add("i.visibility = ?", constant("visibility", visibility, Visibility.class));
        }
        if (visibility == null) {
            where.add("(i.visibility <> 'COMMUNITY' or " + own() + ")");
        }
        if (!caller.isAdmin()) {
            where.add("(i.visibility in ('PUBLIC', 'COMMUNITY') or " + own() + " or " + sharedWithCaller(memberStatus)
                    + ")");
        }
    }

    private String own() {
        return caller.projectId() == null ? "false" : "i.owner = " + where.bind(caller.projectId());
    }

    private String sharedWithCaller(String memberStatus) {
        if (caller.projectId() == null) {
            return "false";
        }
        String status = memberStatus.equals("all") ? "" : " and m.status = " + where.bind(upper(memberStatus));
        return "(i.visibility = 'SHARED' and exists (select 1 from image_member m where m.image_id = i.id"
                + " and m.member = " + where.bind(caller.projectId()) + status + "))";
    }

    private static String memberStatus(@Nullable String value) {
        if (value == null) {
            return "accepted";
        }
        if (!Set.of("pending", "accepted", "rejected", "all").contains(value)) {
            throw Fault.badRequest("Invalid status: " + value + ". Use pending, accepted, rejected or all.");
        }
        return value;
    }

    private void among(String column, List<String> values) {
        where.add(column + " in (" + values.stream().map(where::bind).collect(Collectors.joining(", ")) + ")");
    }

    private void ids(List<String> values) {
        try {
            where.add("i.id in ("
                    + values.stream()
                            .map(value -> where.bind(UUID.fromString(value)))
                            .collect(Collectors.joining(", "))
                    + ")");
        } catch (IllegalArgumentException e) {
            where.add("false");
        }
    }

    /** One value, or several after {@code in:}, where a value with a comma stands in double quotes. */
    static List<String> values(String text) {
        if (!text.startsWith("in:")) {
            return List.of(text);
        }
        var values = new ArrayList<String>();
        var value = new StringBuilder();
        boolean quoted = false;
        for (char c : text.substring("in:".length()).toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        if (quoted) {
            throw Fault.badRequest("Invalid filter value " + text + ". The quote is not closed.");
        }
        values.add(value.toString());
        return values;
    }

    private static <E extends Enum<E>> List<String> constants(String key, List<String> values, Class<E> type) {
        return values.stream().map(value -> constant(key, value, type)).toList();
    }

    private static <E extends Enum<E>> String constant(String key, String value, Class<E> type) {
        try {
            if (value.equals(value.toLowerCase(Locale.ROOT))) {
                return Enum.valueOf(type, upper(value)).name();
            }
        } catch (IllegalArgumentException e) {
            // falls through to the answer for every other value
        }
        throw Fault.badRequest("Invalid " + key + " value: " + value + ".");
    }

    private static String upper(String value) {
        return value.toUpperCase(Locale.ROOT);
    }

    private static boolean bool(String key, @Nullable String value) {
        return switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Fault.badRequest("Invalid value '" + value + "' for '" + key + "': use true or false.");
        };
    }

    private static long number(String key, String value) {
        try {
            long number = Long.parseLong(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the answer for every other value
        }
        throw Fault.badRequest("Cannot convert " + key + " to a number that is not negative: '" + value + "'.");
    }

    /** Parameters go as text: the driver would quote a text parameter of type jsonb once more. */
    private static String json(String parameter) {
        return "cast(cast(" + parameter + " as text) as jsonb)";
    }
}
