package io.caelum.conformance.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.caelum.platform.bus.rpc.SentContext;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** Endpoint A of the wire specification. */
@RpcTopic(value = "conformance", exchange = "openstack", version = "1.2")
interface EndpointRpc {

    @Call
    Uni<JsonNode> echo(JsonNode value);

    @Call
    Uni<Number> add(JsonNode a, JsonNode b);

    @Call
    Uni<Void> fail(String kind, String message);

    @Call
    Uni<String> sleep(double seconds);

    @Call
    Uni<String> whoami();

    @Call
    Uni<Map<String, Object>> context(@SentContext Map<String, Object> sent);

    @Call
    Uni<Void> mark(JsonNode id);

    @Call
    Uni<List<JsonNode>> marks();

    @Call
    Uni<Void> reset();
}
