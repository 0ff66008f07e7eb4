package io.caelum.compute.http;

import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.paging.Page;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The query part of a request. Keys that nobody knows are let through, as Nova does up to 2.74. */
public final class Query {

    private final MultivaluedMap<String, String> values;

    private Query(MultivaluedMap<String, String> values) {
        this.values = values;
    }

    public static Query of(UriInfo uri) {
        return new Query(uri.getQueryParameters());
    }

    public Optional<String> first(String key) {
        return Optional.ofNullable(values.getFirst(key));
    }

    public List<String> all(String key) {
        return values.getOrDefault(key, List.of());
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public Map<String, List<String>> asMap() {
        return new LinkedHashMap<>(values);
    }

    public Page page(int maximum) {
        return Page.of(values.getFirst("limit"), values.getFirst("marker"), maximum);
    }

    /** A whole number that is not negative. */
    public Optional<Integer> whole(String key) {
        return first(key).map(text -> {
            try {
                int value = Integer.parseInt(text);
                if (value >= 0) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw invalid(key, text, "is not a whole number");
            }
            throw invalid(key, text, "is negative");
        });
    }

    public Optional<Boolean> truth(String key) {
        return first(key).map(text -> truth(key, text));
    }

    /** Like {@link #truth(String)}, but the key alone, as in {@code ?all_tenants}, says yes. */
    public boolean isSet(String key) {
        return first(key).map(text -> text.isEmpty() || truth(key, text)).orElse(false);
    }

    public boolean truth(String key, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "t", "true", "on", "y", "yes" -> true;
            case "0", "f", "false", "off", "n", "no" -> false;
            default -> throw invalid(key, text, "is not a boolean");
        };
    }

    public boolean isAscending(String key, boolean otherwise) {
        return first(key).map(text -> isAscending(key, text)).orElse(otherwise);
    }

    public static boolean isAscending(String key, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "asc" -> true;
            case "desc" -> false;
            default -> throw invalid(key, text, "is neither asc nor desc");
        };
    }

    private static Fault invalid(String key, String text, String problem) {
        return Fault.badRequest(
                "Invalid input for query parameter %s. Value: %s. '%s' %s".formatted(key, text, text, problem));
    }
}
