package io.caelum.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.Cast;
import io.caelum.platform.bus.rpc.Fanout;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** The conformance endpoint as a client sees it: a contract for each way of asking it. */
final class Peers {

    private Peers() {}

    /** Whoever takes the message. */
    @RpcTopic(value = "conformance", exchange = "openstack", version = "1.2")
    interface Anybody {

        @Call
        Uni<JsonNode> echo(JsonNode value);

        @Call
        Uni<JsonNode> add(int a, int b);

        @Call
        Uni<Map<String, Object>> context();

        @Call
        Uni<JsonNode> fail(String kind, String message);

        @Call
        Uni<String> whoami();

        @Cast
        Uni<Void> mark(String id);

        @Call
        Uni<JsonNode> noSuchMethod();

        /** {@code _hidden} on the wire. */
        @Call
        Uni<JsonNode> __hidden();
    }

    /** One server, by name. */
    @RpcTopic(value = "conformance", exchange = "openstack", version = "1.2")
    interface Named {

        @Call(timeoutMillis = 5_000)
        Uni<String> whoami(@Host String server);

        @Call
        Uni<List<JsonNode>> marks(@Host String server);

        @Call(timeoutMillis = 20_000, monitorSeconds = 2)
        Uni<String> sleep(@Host String server, double seconds);
    }

    /** One server that may not be there. */
    @RpcTopic(value = "conformance", exchange = "openstack", version = "1.2")
    interface Absent {

        @Call(timeoutMillis = 1_000)
        Uni<String> whoami(@Host String server);
    }

    /** All servers. */
    @RpcTopic(value = "conformance", exchange = "openstack", version = "1.2")
    interface Everybody {

        @Fanout
        Uni<Void> mark(String id);
    }

    /** A caller who does not wait for long. */
    @RpcTopic(value = "conformance", exchange = "openstack", version = "1.2")
    interface Impatient {

        @Call(timeoutMillis = 1_000)
        Uni<String> sleep(double seconds);
    }

    /** A caller who waits for long, but wants to know that somebody is at it. */
    @RpcTopic(value = "conformance", exchange = "openstack", version = "1.2")
    interface Monitoring {

        @Call(timeoutMillis = 20_000, monitorSeconds = 2)
        Uni<String> sleep(double seconds);
    }

    @RpcTopic(value = "conformance", exchange = "openstack", version = "2.0", namespace = "extra")
    interface Extra {

        @Call
        Uni<List<JsonNode>> ping(String arg);
    }

    /** Versions and namespaces that nobody serves. */
    interface Unserved {

        Uni<String> whoami();
    }

    @RpcTopic(value = "conformance", exchange = "openstack", version = "1.3")
    interface NewerMinor extends Unserved {

        @Override
        @Call
        Uni<String> whoami();
    }

    @RpcTopic(value = "conformance", exchange = "openstack", version = "1.2.1")
    interface NewerRevision extends Unserved {

        @Override
        @Call
        Uni<String> whoami();
    }

    @RpcTopic(value = "conformance", exchange = "openstack", version = "2.0")
    interface NewerMajor extends Unserved {

        @Override
        @Call
        Uni<String> whoami();
    }

    @RpcTopic(value = "conformance", exchange = "openstack", version = "1.2", namespace = "unknown")
    interface OtherNamespace extends Unserved {

        @Override
        @Call
        Uni<String> whoami();
    }

    /** Odd but legal frames, which only a peer below the library can send. */
    @RpcTopic(value = "conformance", exchange = "openstack", version = "1.2")
    interface FrameLevel {

        @Call
        Uni<JsonNode> twoPart(String value);

        @Call(timeoutMillis = 20_000, monitorSeconds = 2)
        Uni<String> beats(int count);

        @Call
        Uni<JsonNode> stray(String value);

        @Call
        Uni<JsonNode> twice(String value);

        @Call
        Uni<JsonNode> bareFailure();

        @Call
        Uni<JsonNode> javaFailure();

        @Call(timeoutMillis = 20_000, monitorSeconds = 2)
        Uni<JsonNode> slowThenDead();
    }
}
