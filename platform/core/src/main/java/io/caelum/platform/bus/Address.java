package io.caelum.platform.bus;

import io.caelum.platform.bus.rpc.RpcTopic;

/** Where a contract is served: usually where its annotation says, in programs where their user says. */
public record Address(String exchange, String topic) {

    /** @throws IllegalArgumentException if the interface is no contract */
    public static Address of(Class<?> contract) {
        RpcTopic topic = contract.getAnnotation(RpcTopic.class);
        if (topic == null || !contract.isInterface()) {
            throw new IllegalArgumentException(contract.getName() + " is no RPC contract: an interface with @RpcTopic");
        }
        return new Address(topic.exchange(), topic.value());
    }
}
