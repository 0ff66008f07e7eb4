package io.caelum.platform.bus.broker;

/** An exchange, a queue and the routing key between them, declared in this order. */
public record Binding(Exchange exchange, Queue queue, String routingKey) {}
