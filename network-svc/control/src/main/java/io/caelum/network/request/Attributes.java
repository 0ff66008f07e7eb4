package io.caelum.network.request;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.platform.fault.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one resource in a request. Neutron's rules for values are its own (booleans may be texts, and every
 * refusal has its words), so bodies are read by name instead of by the mapper. Every method answers null for an absent
 * attribute; what has not been read at the end is not an attribute: {@link #refuseOthers}.
 */
public final class Attributes {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_NAME = 255;

    private final ObjectNode node;
    private final Set<String> read = new HashSet<>();

    Attributes(ObjectNode node) {
        this.node = node;
    }

    public boolean has(String key) {
        return node.has(key);
    }

    /** A text of at most 255 characters; JSON null is refused. */
    public @Nullable String text(String key) {
        JsonNode value = take(key);
        return value == null ? null : text(key, value);
    }

    /** A text, or JSON null as the empty one. */
    public @Nullable String textOrEmpty(String key) {
        JsonNode value = take(key);
        if (value == null) {
            return null;
        }
        return value.isNull() ? "" : text(key, value);
    }

    public @Nullable Boolean flag(String key) {
        JsonNode value = take(key);
        return value == null ? null : flag(value);
    }

    /** As {@link #flag}; JSON null counts as absent. */
    public @Nullable Boolean flagOrNull(String key) {
        JsonNode value = take(key);
        return value == null || value.isNull() ? null : flag(value);
    }

    /** As it came, for attributes that are documents of their own. */
    public @Nullable JsonNode node(String key) {
        return take(key);
    }

    public @Nullable Long integer(String key) {
        JsonNode value = take(key);
        return value == null ? null : integer(value);
    }

    /** As {@link #integer}, JSON null being a value of its own. */
    public @Nullable Optional<Long> integerOrNull(String key) {
        JsonNode value = take(key);
        if (value == null) {
            return null;
        }
        return value.isNull() ? Optional.empty() : Optional.of(integer(value));
    }

    public @Nullable UUID uuid(String key) {
        JsonNode value = take(key);
        return value == null ? null : uuid(key, value);
    }

    /** As {@link #uuid}, JSON null being a value of its own. */
    public @Nullable Optional<UUID> uuidOrNull(String key) {
        JsonNode value = take(key);
        if (value == null) {
            return null;
        }
        return value.isNull() ? Optional.empty() : Optional.of(uuid(key, value));
    }

    /** A text in a certain form; what the form refuses with {@link IllegalArgumentException} is a bad request. */
    public <T> @Nullable T formed(String key, String form, Function<String, T> reader) {
        JsonNode value = take(key);
        return value == null ? null : formed(key, form, text(key, value), reader);
    }

    /** As {@link #formed}, JSON null being a value of its own. */
    public <T> @Nullable Optional<T> formedOrNull(String key, String form, Function<String, T> reader) {
        JsonNode value = take(key);
        if (value == null) {
            return null;
        }
        return value.isNull() ? Optional.empty() : Optional.of(formed(key, form, text(key, value), reader));
    }

    /** A text, a number as text, or nothing, for which absent and JSON null are the same. */
    public Optional<String> textOrNumber(String key) {
        JsonNode value = take(key);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(value.isIntegralNumber() ? value.asText() : text(key, value));
    }

    /** Has the text read; what the reader refuses with {@link IllegalArgumentException} is a bad request. */
    public static <T> T formed(String key, String form, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw invalid(key, "'" + text + "' is not a valid " + form);
        }
    }

    /** A list, each item of which the reader turns into a value; JSON null counts as an empty one. */
    public <T> @Nullable List<T> list(String key, Function<JsonNode, T> reader) {
        JsonNode value = take(key);
        if (value == null) {
            return null;
        }
        if (value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw invalid(key, "'" + shown(value) + "' is not a list");
        }
        var items = new ArrayList<T>();
        value.forEach(item -> items.add(reader.apply(item)));
        return items;
    }

    public @Nullable List<String> texts(String key) {
        return list(key, item -> text(key, item));
    }

    public @Nullable List<UUID> uuids(String key) {
        return list(key, item -> uuid(key, item));
    }

    /** An object with any keys; JSON null counts as an empty one. */
    public @Nullable Map<String, Object> object(String key) {
        JsonNode value = take(key);
        if (value == null) {
            return null;
        }
        if (value.isNull()) {
            return Map.of();
        }
        if (!value.isObject()) {
            throw invalid(key, "'" + shown(value) + "' is not a dictionary");
        }
        return MAPPER.convertValue(value, new TypeReference<>() {});
    }

    /** The twins {@code project_id} and {@code tenant_id}: either, or both if they agree. */
    public @Nullable String projectId() {
        String project = text("project_id");
        String tenant = text("tenant_id");
        if (project != null && tenant != null && !project.equals(tenant)) {
            throw NetworkFaults.badRequest("'project_id' and 'tenant_id' do not match");
        }
        return project == null ? tenant : project;
    }

    /** The attributes as they came, for notifications. */
    public Map<String, Object> asked() {
        return MAPPER.convertValue(node, new TypeReference<>() {});
    }

    /** Items of a list that are objects themselves. */
    public static Attributes nested(String key, JsonNode item) {
        if (!(item instanceof ObjectNode object)) {
            throw invalid(key, "'" + shown(item) + "' is not a dictionary");
        }
        return new Attributes(object);
    }

    /** Refuses all that nobody asked for. {@code readOnly} names those which exist but cannot be set here. */
    public void refuseOthers(String method, Set<String> readOnly) {
        var unknown = new ArrayList<String>();
        node.fieldNames().forEachRemaining(name -> {
            if (read.contains(name)) {
                return;
            }
            if (readOnly.contains(name)) {
                throw NetworkFaults.badRequest("Attribute '" + name + "' not allowed in " + method);
            }
            unknown.add("'" + name + "'");
        });
        if (!unknown.isEmpty()) {
            throw NetworkFaults.badRequest("Unrecognized attribute(s) " + String.join(", ", unknown));
        }
    }

    /** For attributes without which nothing can be made. */
    public static <T> T required(String key, @Nullable T value) {
        if (value == null) {
            throw NetworkFaults.badRequest("Failed to parse request. Required attribute '" + key + "' not specified");
        }
        return value;
    }

    public static Fault invalid(String key, String reason) {
        return NetworkFaults.badRequest("InvalidInput", "Invalid input for " + key + ". Reason: " + reason + ".");
    }

    private @Nullable JsonNode take(String key) {
        read.add(key);
        return node.get(key);
    }

    private static String text(String key, JsonNode value) {
        if (!value.isTextual()) {
            throw invalid(key, "'" + shown(value) + "' is not a valid string");
        }
        String text = value.textValue();
        if (text.length() > MAX_NAME) {
            throw invalid(key, "'" + text.substring(0, 32) + "...' exceeds maximum length of " + MAX_NAME);
        }
        if (text.indexOf('\0') >= 0) {
            throw invalid(key, "the character U+0000 is not allowed");
        }
        return text;
    }

    private static boolean flag(JsonNode value) {
        String text = value.isBoolean() || value.isTextual() || value.isIntegralNumber()
                ? value.asText().toLowerCase(Locale.ROOT)
                : "";
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw NetworkFaults.invalidInput("'" + shown(value) + "' cannot be converted to boolean");
        };
    }

    private static long integer(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isTextual() && value.textValue().matches("-?\\d{1,18}")) {
            return Long.parseLong(value.textValue());
        }
        throw NetworkFaults.invalidInput("'" + shown(value) + "' is not an integer");
    }

    private static UUID uuid(String key, JsonNode value) {
        return Ids.parse(value.isTextual() ? value.textValue() : "")
                .orElseThrow(() -> invalid(key, "'" + shown(value) + "' is not a valid UUID"));
    }

    /** A value as it may stand in a message: never a whole document. */
    private static String shown(JsonNode value) {
        String text = value.isNull() ? "None" : value.isTextual() ? value.textValue() : value.toString();
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }
}
