package io.caelum.conformance.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Does what the specification says, in the order in which messages come, without blocking. */
final class Endpoint implements EndpointRpc {

    private final String name;
    private final List<JsonNode> marks = new CopyOnWriteArrayList<>();

    Endpoint(String name) {
        this.name = name;
    }

    @Override
    public Uni<JsonNode> echo(JsonNode value) {
        return Uni.createFrom().item(value);
    }

    @Override
    public Uni<Number> add(JsonNode a, JsonNode b) {
        if (!a.isNumber() || !b.isNumber()) {
            throw PythonFailures.builtin("TypeError", "add() takes numbers");
        }
        return Uni.createFrom().item(sum(a, b));
    }

    private static Number sum(JsonNode a, JsonNode b) {
        if (a.isIntegralNumber() && b.isIntegralNumber()) {
            BigInteger whole = a.bigIntegerValue().add(b.bigIntegerValue());
            return whole;
        }
        return a.doubleValue() + b.doubleValue();
    }

    @Override
    public Uni<Void> fail(String kind, String message) {
        throw PythonFailures.named(kind, message);
    }

    @Override
    public Uni<String> sleep(double seconds) {
        return Uni.createFrom().item("slept").onItem().delayIt().by(Duration.ofNanos((long) (seconds * 1e9)));
    }

    @Override
    public Uni<String> whoami() {
        return Uni.createFrom().item(name);
    }

    @Override
    public Uni<Map<String, Object>> context(Map<String, Object> sent) {
        return Uni.createFrom().item(sent);
    }

    @Override
    public Uni<Void> mark(JsonNode id) {
        marks.add(id);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<List<JsonNode>> marks() {
        return Uni.createFrom().item(List.copyOf(marks));
    }

    @Override
    public Uni<Void> reset() {
        marks.clear();
        return Uni.createFrom().voidItem();
    }
}
