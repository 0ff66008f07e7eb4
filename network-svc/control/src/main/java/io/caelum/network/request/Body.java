package io.caelum.network.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caelum.network.fault.NetworkFaults;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request body: one resource, or for POST several, of which all are made or none. */
public record Body(boolean bulk, List<Attributes> items) {

    /** Reads {@code {"network": {...}}} or {@code {"networks": [{...}, ...]}}. */
    public static Body oneOrMany(@Nullable JsonNode body, String resource, String collection) {
        JsonNode many = object(body).get(collection);
        if (many == null) {
            return new Body(false, List.of(one(body, resource)));
        }
        if (!many.isArray() || many.isEmpty()) {
            throw NetworkFaults.badRequest("Resources required");
        }
        refuseNeighbours(body, collection);
        var items = new ArrayList<Attributes>();
        many.forEach(item -> items.add(Attributes.nested(collection, item)));
        return new Body(true, items);
    }

    /** Reads {@code {"network": {...}}}. */
    public static Attributes one(@Nullable JsonNode body, String resource) {
        JsonNode one = object(body).get(resource);
        if (one == null) {
            throw NetworkFaults.badRequest("Unable to find '" + resource + "' in request body");
        }
        refuseNeighbours(body, resource);
        return Attributes.nested(resource, one);
    }

    /** For the few bodies whose attributes stand at the top. */
    public static Attributes root(@Nullable JsonNode body) {
        return new Attributes(object(body));
    }

    private static ObjectNode object(@Nullable JsonNode body) {
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw NetworkFaults.badRequest(
                body == null || body.isNull() || body.isMissingNode()
                        ? "Resource body required"
                        : "Body contains invalid data");
    }

    private static void refuseNeighbours(JsonNode body, String expected) {
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals(expected)) {
                throw NetworkFaults.badRequest("Unrecognized attribute(s) '" + name + "'");
            }
        });
    }
}
