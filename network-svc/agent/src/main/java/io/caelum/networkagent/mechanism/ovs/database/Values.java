package io.caelum.networkagent.mechanism.ovs.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** OVSDB's notation of values, RFC 7047, 5.1: a set of one is written as its member. */
final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Values() {}

    static String uuid(JsonNode value) {
        return value.path(1).asText();
    }

    static List<String> uuids(JsonNode value) {
        return members(value).stream().map(Values::uuid).toList();
    }

    static Optional<JsonNode> optional(JsonNode value) {
        return value.isMissingNode()
                ? Optional.empty()
                : members(value).stream().findFirst();
    }

    static Map<String, String> map(JsonNode value) {
        var map = new HashMap<String, String>();
        value.path(1)
                .forEach(pair -> map.put(pair.path(0).asText(), pair.path(1).asText()));
        return map;
    }

    static JsonNode uuidOf(String uuid) {
        return JSON.arrayNode().add("uuid").add(uuid);
    }

    static JsonNode named(String name) {
        return JSON.arrayNode().add("named-uuid").add(name);
    }

    static JsonNode setOf(List<? extends JsonNode> members) {
        return JSON.arrayNode().add("set").add(JSON.arrayNode().addAll(members));
    }

    static JsonNode mapOf(Map<String, String> map) {
        ArrayNode pairs = JSON.arrayNode();
        map.forEach((key, value) -> pairs.add(JSON.arrayNode().add(key).add(value)));
        return JSON.arrayNode().add("map").add(pairs);
    }

    private static List<JsonNode> members(JsonNode value) {
        if (!"set".equals(value.path(0).asText())) {
            return List.of(value);
        }
        var members = new ArrayList<JsonNode>();
        value.path(1).forEach(members::add);
        return members;
    }
}
