package io.caelum.networkagent.mechanism.ovs.database;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the database has at one moment.
 *
 * @param bridges what kind of datapath each has, by name
 */
public record SwitchState(Map<String, String> bridges, List<SwitchPort> ports) {

    public Optional<SwitchPort> port(String name) {
        return ports.stream().filter(port -> port.name().equals(name)).findFirst();
    }

    public List<SwitchPort> portsOf(String bridge) {
        return ports.stream().filter(port -> port.bridge().equals(bridge)).toList();
    }

    /** The number of a port in flows. */
    public Optional<Integer> ofport(String name) {
        return port(name).flatMap(SwitchPort::ofport);
    }

    /** Whether the switch could make a bridge; where its datapath is missing, it could not. */
    public boolean isReal(String bridge) {
        return port(bridge).filter(own -> own.ifindex().isPresent()).isPresent();
    }

    static SwitchState of(JsonNode bridgeRows, JsonNode portRows, JsonNode interfaceRows) {
        var ports = byUuid(portRows);
        var interfaces = byUuid(interfaceRows);
        var bridges = new HashMap<String, String>();
        var all = new ArrayList<SwitchPort>();
        for (JsonNode bridge : bridgeRows) {
            String name = bridge.path("name").asText();
            bridges.put(name, bridge.path("datapath_type").asText());
            for (String port : Values.uuids(bridge.path("ports"))) {
                JsonNode row = ports.get(port);
                List<String> parts = row == null ? List.of() : Values.uuids(row.path("interfaces"));
                if (row != null && !parts.isEmpty() && interfaces.containsKey(parts.getFirst())) {
                    all.add(port(name, row, interfaces.get(parts.getFirst())));
                }
            }
        }
        return new SwitchState(bridges, all);
    }

    private static SwitchPort port(String bridge, JsonNode port, JsonNode found) {
        String type = found.path("type").asText();
        return new SwitchPort(
                Values.uuid(port.path("_uuid")),
                Values.uuid(found.path("_uuid")),
                bridge,
                port.path("name").asText(),
                type.isEmpty() ? "system" : type,
                Values.map(found.path("options")),
                Values.map(found.path("external_ids")),
                Values.optional(port.path("tag")).map(JsonNode::asInt),
                Values.optional(found.path("ofport")).map(JsonNode::asInt).filter(number -> number > 0),
                Values.optional(found.path("ifindex")).map(JsonNode::asInt),
                Values.optional(found.path("mac")).map(JsonNode::asText),
                Values.optional(found.path("mtu_request")).map(JsonNode::asInt),
                Values.optional(found.path("error")).map(JsonNode::asText));
    }

    private static Map<String, JsonNode> byUuid(JsonNode rows) {
        var map = new HashMap<String, JsonNode>();
        rows.forEach(row -> map.put(Values.uuid(row.path("_uuid")), row));
        return map;
    }
}
