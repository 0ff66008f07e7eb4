package io.caelum.networkagent.mechanism.ovs.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bridges and ports of one switch. A change has been taken over by the switch when its method returns. */
public final class SwitchDatabase {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Duration TAKE_OVER = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final OvsdbClient client;

    /** @param runDir the switch's run directory, with the socket {@code db.sock} */
    public SwitchDatabase(Path runDir) {
        client = new OvsdbClient(runDir.resolve("db.sock"));
    }

    public SwitchState state() throws OvsdbFailed {
        JsonNode found = client.transact(List.of(
                select("Bridge", "name", "datapath_type", "ports"),
                select("Port", "_uuid", "name", "tag", "interfaces"),
                select(
                        "Interface",
                        "_uuid",
                        "type",
                        "options",
                        "external_ids",
                        "ofport",
                        "ifindex",
                        "mac",
                        "mtu_request",
                        "error")));
        return SwitchState.of(
                found.path(0).path("rows"),
                found.path(1).path("rows"),
                found.path(2).path("rows"));
    }

    /** Makes a bridge on which nothing passes until flows let it: also not while nobody has written any. */
    public void addBridge(String name, String datapath) throws OvsdbFailed {
        ObjectNode device = row().put("name", name).put("type", "internal");
        ObjectNode port = row().put("name", name);
        port.set("interfaces", Values.named("device"));
        ObjectNode bridge = row().put("name", name).put("datapath_type", datapath);
        bridge.put("fail_mode", "secure");
        bridge.set("ports", Values.named("port"));
        bridge.set("external_ids", Values.mapOf(Map.of("owner", "caelum")));
        change(List.of(
                insert("Interface", "device", device),
                insert("Port", "port", port),
                insert("Bridge", "bridge", bridge),
                mutate("Open_vSwitch", JSON.arrayNode(), "bridges", "insert", Values.named("bridge"))));
    }

    public void deleteBridge(String name) throws OvsdbFailed {
        JsonNode found = client.transact(List.of(select("Bridge", "_uuid", "name")));
        var operations = new ArrayList<JsonNode>();
        for (JsonNode bridge : found.path(0).path("rows")) {
            if (bridge.path("name").asText().equals(name)) {
                operations.add(mutate(
                        "Open_vSwitch",
                        JSON.arrayNode(),
                        "bridges",
                        "delete",
                        Values.setOf(List.of(bridge.path("_uuid")))));
            }
        }
        change(operations);
    }

    /** Of the device that a bridge is to the kernel. */
    public void setBridgeMtu(String bridge, int mtu) throws OvsdbFailed {
        ObjectNode columns = row().put("mtu_request", mtu);
        change(List.of(operation("update", "Interface")
                .<ObjectNode>set("where", where("name", JSON.textNode(bridge)))
                .set("row", columns)));
    }

    /** Makes all these ports, or brings them up to date; those that are as they should be are not written. */
    public void ensure(List<WantedPort> wanted, SwitchState found) throws OvsdbFailed {
        var operations = new ArrayList<JsonNode>();
        for (WantedPort port : wanted) {
            Optional<SwitchPort> present = found.port(port.name());
            if (present.isEmpty()) {
                operations.addAll(insertion(port, operations.size()));
            } else if (!present.get().bridge().equals(port.bridge())) {
                operations.add(removal(present.get()));
                operations.addAll(insertion(port, operations.size()));
            } else if (!port.isAs(present.get())) {
                operations.addAll(update(port, present.get()));
            }
        }
        if (!operations.isEmpty()) {
            change(operations);
        }
    }

    public void delete(List<SwitchPort> ports) throws OvsdbFailed {
        if (!ports.isEmpty()) {
            change(ports.stream().map(SwitchDatabase::removal).toList());
        }
    }

    private static List<JsonNode> insertion(WantedPort wanted, int number) {
        ObjectNode device = columns(wanted).put("name", wanted.name());
        ObjectNode port = row().put("name", wanted.name());
        wanted.tag().ifPresent(tag -> port.put("tag", tag));
        port.set("interfaces", Values.named("device" + number));
        return List.of(
                insert("Interface", "device" + number, device),
                insert("Port", "port" + number, port),
                mutate(
                        "Bridge",
                        where("name", JSON.textNode(wanted.bridge())),
                        "ports",
                        "insert",
                        Values.named("port" + number)));
    }

    private static List<JsonNode> update(WantedPort wanted, SwitchPort found) {
        var operations = new ArrayList<JsonNode>();
        operations.add(updateRow("Interface", found.interfaceUuid(), columns(wanted)));
        ObjectNode port = row();
        port.set("tag", Values.setOf(wanted.tag().map(JSON::numberNode).stream().toList()));
        operations.add(updateRow("Port", found.portUuid(), port));
        return operations;
    }

    private static ObjectNode columns(WantedPort wanted) {
        ObjectNode columns = row().put("type", wanted.type());
        columns.set("options", Values.mapOf(wanted.options()));
        columns.set("external_ids", Values.mapOf(wanted.externalIds()));
        columns.set(
                "mac", Values.setOf(wanted.mac().map(JSON::textNode).stream().toList()));
        columns.set(
                "mtu_request",
                Values.setOf(wanted.mtu().map(JSON::numberNode).stream().toList()));
        return columns;
    }

    private static JsonNode removal(SwitchPort port) {
        return mutate(
                "Bridge",
                where("name", JSON.textNode(port.bridge())),
                "ports",
                "delete",
                Values.setOf(List.of(Values.uuidOf(port.portUuid()))));
    }

    /** Counts up what the switch is told and waits until it has got there, as {@code ovs-vsctl} does. */
    private void change(List<? extends JsonNode> operations) throws OvsdbFailed {
        var all = new ArrayList<JsonNode>(operations);
        all.add(operation("mutate", "Open_vSwitch")
                .<ObjectNode>set("where", JSON.arrayNode())
                .set(
                        "mutations",
                        JSON.arrayNode()
                                .add(JSON.arrayNode().add("next_cfg").add("+=").add(1))));
        all.add(select("Open_vSwitch", "next_cfg"));
        JsonNode results = client.transact(all);
        awaitConfiguration(results.path(all.size() - 1)
                .path("rows")
                .path(0)
                .path("next_cfg")
                .asLong());
    }

    private void awaitConfiguration(long number) throws OvsdbFailed {
        long deadline = System.nanoTime() + TAKE_OVER.toNanos();
        while (configuration() < number) {
            if (System.nanoTime() > deadline) {
                throw new OvsdbFailed("the switch did not take over a change within " + TAKE_OVER.toSeconds()
                        + " s; is ovs-vswitchd running?");
            }
            pause();
        }
    }

    private long configuration() throws OvsdbFailed {
        return client.transact(List.of(select("Open_vSwitch", "cur_cfg")))
                .path(0)
                .path("rows")
                .path(0)
                .path("cur_cfg")
                .asLong();
    }

    private static void pause() throws OvsdbFailed {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OvsdbFailed("interrupted", e);
        }
    }

    private static ObjectNode row() {
        return JSON.objectNode();
    }

    private static ObjectNode operation(String name, String table) {
        return JSON.objectNode().put("op", name).put("table", table);
    }

    private static ObjectNode select(String table, String... columns) {
        ObjectNode operation = operation("select", table);
        operation.putArray("where");
        ArrayNode names = operation.putArray("columns");
        for (String column : columns) {
            names.add(column);
        }
        return operation;
    }

    private static ObjectNode insert(String table, String name, ObjectNode row) {
        return operation("insert", table).put("uuid-name", name).set("row", row);
    }

    private static ObjectNode updateRow(String table, String uuid, ObjectNode row) {
        return operation("update", table)
                .<ObjectNode>set("where", where("_uuid", Values.uuidOf(uuid)))
                .set("row", row);
    }

    private static ObjectNode mutate(String table, ArrayNode where, String column, String mutator, JsonNode value) {
        return operation("mutate", table)
                .<ObjectNode>set("where", where)
                .set(
                        "mutations",
                        JSON.arrayNode()
                                .add(JSON.arrayNode().add(column).add(mutator).add(value)));
    }

    private static ArrayNode where(String column, JsonNode value) {
        return JSON.arrayNode().add(JSON.arrayNode().add(column).add("==").add(value));
    }
}
