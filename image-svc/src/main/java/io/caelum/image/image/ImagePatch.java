package io.caelum.image.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caelum.platform.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A list of changes to one image, in Glance's two forms of JSON patch: {@code {"op": "replace", "path": "/name", "value":
 * ...}} and the older {@code {"replace": "/name", "value": ...}}.
 */
record ImagePatch(List<Change> changes) {

    static final String JSON_PATCH = "application/openstack-images-v2.1-json-patch";
    static final String OLD_JSON_PATCH = "application/openstack-images-v2.0-json-patch";

    enum Op {
        ADD,
        REPLACE,
        REMOVE;

        static final Map<String, Op> BY_NAME = Map.of("add", ADD, "replace", REPLACE, "remove", REMOVE);
    }

    /** @param value null for a removal */
    record Change(Op op, String key, @Nullable JsonNode value) {}

    static ImagePatch read(JsonNode body, boolean oldForm) {
        if (!body.isArray()) {
            throw Fault.badRequest("Request body must be a JSON array of operation objects.");
        }
        var changes = new ArrayList<Change>();
        for (JsonNode operation : body) {
            if (!operation.isObject()) {
                throw Fault.badRequest("Operations must be JSON objects.");
            }
            changes.add(change(oldForm ? modern(operation) : operation));
        }
        return new ImagePatch(changes);
    }

    private static Change change(JsonNode operation) {
        Op op = Op.BY_NAME.get(text(operation, "op"));
        if (op == null) {
            throw Fault.badRequest(
                    "Operation 'op' must be add, replace or remove, not %s.".formatted(operation.get("op")));
        }
        String key = JsonPointer.key(text(operation, "path"));
        ImageDocument.checkWritable(key);
        JsonNode value = operation.get("value");
        if (op != Op.REMOVE && value == null) {
            throw Fault.badRequest("Operation \"%s\" requires a member named \"value\"."
                    .formatted(op.name().toLowerCase(Locale.ROOT)));
        }
        return new Change(op, key, value);
    }

    private static JsonNode modern(JsonNode old) {
        List<String> names = Op.BY_NAME.keySet().stream().filter(old::has).toList();
        if (names.size() != 1) {
            throw Fault.badRequest(
                    "Operation objects must contain exactly one member named \"add\", \"remove\", or \"replace\".");
        }
        var modern = ((ObjectNode) old).deepCopy();
        modern.set("path", modern.remove(names.getFirst()));
        modern.put("op", names.getFirst());
        return modern;
    }

    private static String text(JsonNode operation, String member) {
        JsonNode value = operation.get(member);
        if (value == null || !value.isTextual()) {
            throw Fault.badRequest("Unable to find '" + member + "' in JSON Schema change.");
        }
        return value.textValue();
    }

    /** Performs the changes in order. */
    void applyTo(Image image) {
        changes.forEach(change -> apply(image, change));
    }

    private static void apply(Image image, Change change) {
        boolean isBase = BaseKey.named(change.key()).isPresent();
        boolean isThere = isBase || image.properties.containsKey(change.key());
        switch (change.op()) {
            case ADD -> ImageDocument.set(image, change.key(), change.value());
            case REPLACE -> {
                requirePresent(isThere, change.key());
                ImageDocument.set(image, change.key(), change.value());
            }
            case REMOVE -> {
                if (isBase) {
                    throw Fault.forbidden("Property " + change.key() + " may not be removed.");
                }
                requirePresent(isThere, change.key());
                image.properties.remove(change.key());
            }
        }
    }

    private static void requirePresent(boolean isThere, String key) {
        if (!isThere) {
            throw Fault.conflict("Property " + key + " does not exist.");
        }
    }

    /** The limited JSON pointers of Glance: one key of the document. */
    private static final class JsonPointer {

        private static final Pattern BAD_ESCAPE = Pattern.compile("~([^01]|$)");

        static String key(String pointer) {
            if (!pointer.startsWith("/")) {
                throw Fault.badRequest("Pointer `%s` does not start with \"/\".".formatted(pointer));
            }
            if (BAD_ESCAPE.matcher(pointer).find()) {
                throw Fault.badRequest(
                        "Pointer `%s` contains \"~\" not part of a recognized escape sequence.".formatted(pointer));
            }
            String key = pointer.substring(1).strip();
            if (key.isEmpty()) {
                throw Fault.badRequest("Pointer `%s` does not contain a valid token.".formatted(pointer));
            }
            if (key.startsWith("locations/")) {
                return "locations";
            }
            if (key.contains("/")) {
                throw Fault.badRequest("Invalid JSON pointer for this resource: '%s'.".formatted(pointer));
            }
            return key.replace("~1", "/").replace("~0", "~");
        }
    }
}
