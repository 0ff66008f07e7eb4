package io.caelum.image.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.platform.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single values of an image document and says what is wrong with them, by key, as the image schema would. */
final class SchemaCheck {

    static final int MAX_TEXT = 255;
    private static final int MAX_PROPERTY_VALUE = 65_535;

    private static final Pattern DASHED_UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private SchemaCheck() {}

    static @Nullable String textOrNull(String key, JsonNode value) {
        return value.isNull() ? null : text(key, value, MAX_TEXT);
    }

    static String property(String key, JsonNode value) {
        return text(key, value, MAX_PROPERTY_VALUE);
    }

    static boolean bool(String key, JsonNode value) {
        if (!value.isBoolean()) {
            throw invalid(key, value + " is not of type 'boolean'");
        }
        return value.booleanValue();
    }

    static int count(String key, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw invalid(key, value + " is not of type 'integer'");
        }
        if (value.intValue() < 0) {
            throw invalid(key, value + " is less than the minimum of 0");
        }
        return value.intValue();
    }

    static UUID uuid(String key, JsonNode value) {
        if (!value.isTextual() || !DASHED_UUID.matcher(value.textValue()).matches()) {
            throw invalid(key, value + " is not a UUID with dashes");
        }
        return UUID.fromString(value.textValue());
    }

    static List<String> tags(JsonNode value) {
        if (!value.isArray()) {
            throw invalid("tags", value + " is not of type 'array'");
        }
        var tags = new ArrayList<String>();
        value.forEach(tag -> tags.add(tag(tag)));
        return tags;
    }

    private static String tag(JsonNode value) {
        String tag = text("tags", value, MAX_TEXT);
        if (tag.isBlank()) {
            throw invalid("tags", "a tag cannot be empty");
        }
        return tag;
    }

    /** One of the values of an enum, by its wire name. */
    static <E extends Enum<E>> E oneOf(String key, JsonNode value, Class<E> type, Function<E, String> wire) {
        for (E constant : type.getEnumConstants()) {
            if (value.isTextual() && wire.apply(constant).equals(value.textValue())) {
                return constant;
            }
        }
        var names = new ArrayList<String>();
        for (E constant : type.getEnumConstants()) {
            names.add(wire.apply(constant));
        }
        throw invalid(key, value + " is not one of " + names);
    }

    private static String text(String key, JsonNode value, int longest) {
        if (!value.isTextual()) {
            throw invalid(key, value + " is not of type 'string'");
        }
        String text = value.textValue();
        if (text.length() > longest) {
            throw invalid(key, "the value is longer than " + longest + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw invalid(key, "the value holds a null character");
        }
        return text;
    }

    static Fault invalid(String key, String what) {
        return Fault.badRequest("Provided object does not match schema 'image': " + key + ": " + what + ".");
    }
}
