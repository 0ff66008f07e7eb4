package io.caelum.image.image;

import io.caelum.platform.fault.Fault;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** A condition on a time, e.g. {@code gte:2026-11-23T06:42:53Z}; without a prefix it means equal. */
record TimeFilter(String operator, Instant time) {

    private static final Map<String, String> OPERATORS =
            Map.of("eq", "=", "neq", "<>", "gt", ">", "gte", ">=", "lt", "<", "lte", "<=");

    static TimeFilter of(String key, String text) {
        int colon = text.indexOf(':');
        String prefix = colon < 0 ? "" : text.substring(0, colon);
        boolean prefixed = !prefix.isEmpty() && prefix.chars().allMatch(Character::isLetter);
        String operator = OPERATORS.get(prefixed ? prefix : "eq");
        if (operator == null) {
            throw Fault.badRequest("Unable to filter on an unknown operator: " + prefix + ".");
        }
        return new TimeFilter(operator, parse(key, prefixed ? text.substring(colon + 1) : text));
    }

    /** Times are shown in whole seconds, so they are compared in whole seconds. */
    void addTo(Conditions where, String column) {
        where.add("date_trunc('second', " + column + ") " + operator + " ?", time);
    }

    private static Instant parse(String key, String text) {
        try {
            return text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw Fault.badRequest("Invalid time format for " + key + ": '" + text + "'. Use 2026-11-23T06:42:53Z.");
        }
    }
}
