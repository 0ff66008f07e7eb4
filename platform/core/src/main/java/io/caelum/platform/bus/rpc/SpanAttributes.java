package io.caelum.platform.bus.rpc;

import io.caelum.platform.bus.rpc.Contract.Kind;
import io.caelum.platform.bus.rpc.Contract.Operation;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What spans of messages say, in the words of OpenTelemetry's conventions for messaging and RPC. */
final class SpanAttributes {

    private SpanAttributes() {}

    static Map<String, String> ofSender(Contract contract, Operation operation, @Nullable String host) {
        return of(contract, operation, "send", host);
    }

    static Map<String, String> ofWorker(Contract contract, Operation operation, String host) {
        return of(contract, operation, "process", operation.hostIndex() < 0 ? null : host);
    }

    private static Map<String, String> of(Contract contract, Operation operation, String does, @Nullable String host) {
        String topic = contract.topic();
        var attributes = new HashMap<String, String>();
        attributes.put("messaging.system", "rabbitmq");
        attributes.put("messaging.operation.type", does);
        attributes.put("messaging.destination.name", topic);
        if (operation.kind() != Kind.FANOUT) {
            attributes.put("messaging.rabbitmq.destination.routing_key", host == null ? topic : topic + "." + host);
        }
        attributes.put("rpc.method", operation.wireName());
        return attributes;
    }
}
