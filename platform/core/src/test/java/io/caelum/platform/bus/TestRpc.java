package io.caelum.platform.bus;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.Cast;
import io.caelum.platform.bus.rpc.Fanout;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The conformance endpoint of the wire specification, and a few things of our own. */
@RpcTopic(value = "conformance", exchange = "openstack", version = "1.2")
interface TestRpc {

    record Things(
            UUID someId, Optional<String> maybe, Instant at, long big, List<String> names, Map<String, String> tags) {}

    @Call(timeoutMillis = 5_000)
    Uni<JsonNode> echo(JsonNode value);

    @Call
    Uni<Long> add(long a, long b);

    @Call
    Uni<Things> things(Things things, Optional<Integer> extra);

    @Call
    Uni<Void> fail(String kind, String message);

    @Call(timeoutMillis = 1_000)
    Uni<String> sleep(double seconds);

    @Call(timeoutMillis = 15_000)
    Uni<String> longSleep(double seconds);

    @Call(timeoutMillis = 2_000)
    Uni<String> whoami();

    @Call
    Uni<String> whoamiAt(@Host String host);

    @Call
    Uni<Map<String, Object>> context();

    @Fanout
    Uni<Void> markAll(String id);

    @Cast
    Uni<Void> mark(String id);

    @Cast
    Uni<Void> markAt(@Host String host, String id);

    @Cast(expiresMillis = 300)
    Uni<Void> markSoonAt(@Host String host, String id);

    @Call(timeoutMillis = 2_000)
    Uni<List<String>> marks(@Host String host);
}
