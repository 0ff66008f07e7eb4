package io.caelum.compute.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.platform.fault.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads a JSON object the way Nova's schemas do: numbers and booleans may come as texts, names are checked, and whatever
 * {@link #end} finds that nobody asked for is refused. Errors name the field. A record and Jackson would not do: which
 * keys are allowed depends on the microversion.
 */
public final class Fields {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cn}\\p{Cs}]");
    private static final Set<String> TRUE = Set.of("true", "1", "on", "yes", "y", "t");
    private static final Set<String> FALSE = Set.of("false", "0", "off", "no", "n", "f");

    private final JsonNode object;
    private final String path;
    private final Set<String> known = new HashSet<>();

    private Fields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** The whole body, which must be an object. */
    public static Fields body(JsonNode body) {
        if (body == null || !body.isObject()) {
            throw Fault.badRequest("Malformed request body: a JSON object is required.");
        }
        return new Fields(body, "");
    }

    /** The object under the one key of the body. */
    public static Fields body(JsonNode body, String key) {
        Fields outer = body(body);
        Fields inner = outer.object(key).orElseThrow(() -> outer.missing(key));
        outer.end();
        return inner;
    }

    public boolean has(String key) {
        known.add(key);
        return object.has(key);
    }

    public boolean isNull(String key) {
        return has(key) && object.get(key).isNull();
    }

    /** Takes a key without reading it. */
    public JsonNode raw(String key) {
        known.add(key);
        return object.get(key);
    }

    public Optional<Fields> object(String key) {
        return read(key, node -> {
            require(node.isObject(), key, node, "is not of type 'object'");
            return new Fields(node, name(key));
        });
    }

    public Optional<List<Fields>> objects(String key) {
        return read(key, node -> {
            require(node.isArray(), key, node, "is not of type 'array'");
            var items = new ArrayList<Fields>();
            for (JsonNode item : node) {
                require(item.isObject(), key, item, "is not of type 'object'");
                items.add(new Fields(item, name(key) + "." + items.size()));
            }
            return items;
        });
    }

    public Optional<List<String>> texts(String key) {
        return read(key, node -> {
            require(node.isArray(), key, node, "is not of type 'array'");
            var items = new ArrayList<String>();
            for (JsonNode item : node) {
                require(item.isTextual(), key, item, "is not of type 'string'");
                items.add(item.textValue());
            }
            return items;
        });
    }

    public Optional<String> text(String key, int min, int max) {
        return read(key, node -> {
            require(node.isTextual(), key, node, "is not of type 'string'");
            String text = node.textValue();
            require(text.length() >= min, key, node, "is too short");
            require(text.length() <= max, key, node, "is too long");
            require(text.indexOf('\0') < 0, key, node, "must not hold the character NUL");
            return text;
        });
    }

    /** A text that may also be null: empty for both an absent key and null. */
    public Optional<String> nullableText(String key, int max) {
        return isNull(key) ? Optional.empty() : text(key, 0, max);
    }

    public String requiredText(String key, int min, int max) {
        return text(key, min, max).orElseThrow(() -> missing(key));
    }

    /** A name: 1 to 255 printable characters without a blank at either end. */
    public Optional<String> name(String key, int max) {
        return read(key, node -> {
            require(node.isTextual(), key, node, "is not of type 'string'");
            String text = node.textValue();
            require(!text.isEmpty(), key, node, "is too short");
            require(text.codePointCount(0, text.length()) <= max, key, node, "is too long");
            require(
                    text.equals(text.strip()) && !UNPRINTABLE.matcher(text).find(),
                    key,
                    node,
                    "must be printable characters without blanks at the beginning or end");
            return text;
        });
    }

    public String requiredName(String key) {
        return name(key, 255).orElseThrow(() -> missing(key));
    }

    public Optional<Integer> integer(String key, int min, int max) {
        return read(key, node -> {
            int value = whole(key, node);
            require(value >= min, key, node, "is less than the minimum of " + min);
            require(value <= max, key, node, "is greater than the maximum of " + max);
            return value;
        });
    }

    public int requiredInteger(String key, int min, int max) {
        return integer(key, min, max).orElseThrow(() -> missing(key));
    }

    private int whole(String key, JsonNode node) {
        require(node.isIntegralNumber() || node.isTextual(), key, node, "is not of type 'integer'");
        try {
            return Integer.parseInt(node.asText());
        } catch (NumberFormatException e) {
            throw invalid(key, node, "is not a whole number between -2147483648 and 2147483647");
        }
    }

    public Optional<Double> number(String key) {
        return read(key, node -> {
            require(node.isNumber() || node.isTextual(), key, node, "is not of type 'number'");
            try {
                return Double.valueOf(node.asText());
            } catch (NumberFormatException e) {
                throw invalid(key, node, "is not a number");
            }
        });
    }

    public Optional<Boolean> flag(String key) {
        return read(key, node -> {
            String text = node.asText().toLowerCase(java.util.Locale.ROOT);
            require(node.isValueNode() && (TRUE.contains(text) || FALSE.contains(text)), key, node, "is not a boolean");
            return TRUE.contains(text);
        });
    }

    public Optional<UUID> uuid(String key) {
        return read(key, node -> {
            require(node.isTextual(), key, node, "is not of type 'string'");
            return Ids.parse(node.textValue()).orElseThrow(() -> invalid(key, node, "is not a 'uuid'"));
        });
    }

    public Optional<String> oneOf(String key, String... allowed) {
        return text(key, 0, 255).map(text -> {
            require(List.of(allowed).contains(text), key, object.get(key), "is not one of " + List.of(allowed));
            return text;
        });
    }

    /** Keys 1 to 255 characters of {@code [a-zA-Z0-9-_:. ]}, values texts up to 255 characters. */
    public Optional<Map<String, String>> metadata(String key) {
        return object(key).map(Fields::allMetadata);
    }

    /** All keys of this object as metadata. */
    public Map<String, String> allMetadata() {
        var items = new LinkedHashMap<String, String>();
        object.properties().forEach(item -> {
            if (!item.getKey().matches("[a-zA-Z0-9-_:. ]{1,255}")) {
                throw Fault.badRequest(
                        "Invalid input for field/attribute %s: '%s' is not a valid key, which has 1 to 255 of the characters a-z A-Z 0-9 - _ : . and blank."
                                .formatted(path, item.getKey()));
            }
            items.put(item.getKey(), requiredText(item.getKey(), 0, 255));
        });
        return items;
    }

    public Set<String> keys() {
        var keys = new java.util.LinkedHashSet<String>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** Refuses keys that nobody has read. */
    public void end() {
        for (String key : keys()) {
            if (!known.contains(key)) {
                throw Fault.badRequest(
                        "Invalid input for field/attribute %s. Additional properties are not allowed ('%s' was unexpected)"
                                .formatted(path.isEmpty() ? "body" : path, key));
            }
        }
    }

    public Fault missing(String key) {
        return Fault.badRequest("Invalid input for field/attribute %s. '%s' is a required property"
                .formatted(path.isEmpty() ? "body" : path, key));
    }

    public Fault invalid(String key, String problem) {
        return invalid(key, object.get(key), problem);
    }

    private Fault invalid(String key, JsonNode value, String problem) {
        String shown = value == null ? "" : value.isTextual() ? value.textValue() : value.toString();
        return Fault.badRequest("Invalid input for field/attribute %s. Value: %s. %s %s"
                .formatted(name(key), shorten(shown), shorten(value == null ? "" : value.toString()), problem));
    }

    private static String shorten(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }

    private void require(boolean fine, String key, JsonNode value, String problem) {
        if (!fine) {
            throw invalid(key, value, problem);
        }
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private <T> Optional<T> read(String key, Function<JsonNode, T> how) {
        known.add(key);
        JsonNode node = object.get(key);
        return node == null ? Optional.empty() : Optional.of(how.apply(node));
    }
}
