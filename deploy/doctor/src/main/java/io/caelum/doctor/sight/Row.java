package io.caelum.doctor.sight;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row that a query gave, by the names of its columns. */
public record Row(Map<String, Object> columns) {

    public UUID id(String column) {
        return (UUID) columns.get(column);
    }

    /** "none" for null. */
    public String text(String column) {
        @Nullable Object value = columns.get(column);
        return value == null ? "none" : value.toString();
    }

    public long number(String column) {
        return ((Number) columns.get(column)).longValue();
    }

    public boolean is(String column) {
        return Boolean.TRUE.equals(columns.get(column));
    }

    public boolean has(String column) {
        return columns.get(column) != null;
    }
}
