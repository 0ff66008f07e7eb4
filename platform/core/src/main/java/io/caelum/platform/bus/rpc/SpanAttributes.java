package io.caelum.platform.bus.rpc;

import io.caelum.platform.bus.rpc.Contract.Operation;
import java.util.Map;

/** What spans of messages say. */
final class SpanAttributes {

    private SpanAttributes() {}

    static Map<String, String> of(Contract contract, Operation operation) {
        return Map.of(
                "messaging.system", "rabbitmq",
                "messaging.destination.name", contract.topic(),
                "rpc.method", operation.wireName());
    }
}
