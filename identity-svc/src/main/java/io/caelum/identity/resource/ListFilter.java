package io.caelum.identity.resource;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The filters of a list request as Keystone understands them: {@code name=x}, and inexact ones such as
 * {@code name__icontains=x}. Keys that nobody asks about are ignored.
 */
public record ListFilter(MultivaluedMap<String, String> query) {

    private static final Set<String> FALSE = Set.of("0", "f", "false", "n", "no", "off");

    /** The exact value that is asked for. */
    public Optional<String> exact(String field) {
        return Optional.ofNullable(query.getFirst(field));
    }

    /** A key without a value means true. */
    public Optional<Boolean> flag(String field) {
        return exact(field).map(text -> !FALSE.contains(text.toLowerCase(Locale.ROOT)));
    }

    /** Whether the item's field is as all filters on that field want it. */
    public <T> Predicate<T> on(String field, Function<T, @Nullable String> value) {
        return item -> matches(field, value.apply(item));
    }

    public <T> Predicate<T> onFlag(String field, Function<T, Boolean> value) {
        return item ->
                flag(field).map(wanted -> wanted.equals(value.apply(item))).orElse(true);
    }

    private boolean matches(String field, @Nullable String value) {
        return query.entrySet().stream()
                .filter(entry -> entry.getKey().equals(field) || entry.getKey().startsWith(field + "__"))
                .allMatch(entry -> entry.getValue().stream()
                        .allMatch(wanted -> matches(comparator(entry.getKey(), field), wanted, value)));
    }

    private static String comparator(String key, String field) {
        return key.length() == field.length() ? "" : key.substring(field.length() + 2);
    }

    private static boolean matches(String comparator, String wanted, @Nullable String value) {
        if (comparator.isEmpty()) {
            return Objects.equals(wanted, value);
        }
        if (value == null) {
            return false;
        }
        return comparator.startsWith("i") && !comparator.equals("in")
                ? compares(comparator.substring(1), lower(wanted), lower(value))
                : compares(comparator, wanted, value);
    }

    private static boolean compares(String comparator, String wanted, String value) {
        return switch (comparator) {
            case "contains" -> value.contains(wanted);
            case "startswith" -> value.startsWith(wanted);
            case "endswith" -> value.endsWith(wanted);
            case "exact" -> value.equals(wanted);
            default -> true;
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
