package io.caelum.identity.resource;

import io.caelum.identity.fault.Faults;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks on what a client gave, in Keystone's words. */
public final class Given {

    private Given() {}

    /** The object that the body must hold under its one key. */
    public static <T> T body(@Nullable T fields, String key) {
        if (fields == null) {
            throw Faults.missing(key, "the body");
        }
        return fields;
    }

    /** A name of 1 to {@code longest} characters which are not all blank. */
    public static String name(@Nullable String name, int longest) {
        if (name == null) {
            throw Faults.missing("name", "the body");
        }
        if (name.isBlank()) {
            throw Faults.invalid("name", "it must not be empty or blank");
        }
        if (name.codePointCount(0, name.length()) > longest) {
            throw Faults.invalid("name", "it must not be longer than %d characters".formatted(longest));
        }
        return name;
    }

    public static String required(@Nullable String value, String field) {
        if (value == null || value.isEmpty()) {
            throw Faults.missing(field, "the body");
        }
        return value;
    }

    /** The value of a field that may be absent or null. */
    @SuppressWarnings("OptionalAssignedToNull")
    public static <T> @Nullable T orNull(@Nullable Optional<T> field) {
        return field == null ? null : field.orElse(null);
    }

    /** What stands after an update: the stored value where the field is absent. */
    @SuppressWarnings("OptionalAssignedToNull")
    public static <T> @Nullable T changed(@Nullable Optional<T> field, @Nullable T stored) {
        return field == null ? stored : field.orElse(null);
    }

    public static <T> T or(@Nullable T field, T otherwise) {
        return field == null ? otherwise : field;
    }
}
