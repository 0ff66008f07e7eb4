package io.caelum.platform.bus.broker;

import java.util.Map;

/** A queue as all its users declare it. */
public record Queue(String name, boolean durable, boolean autoDelete, Map<String, Object> arguments) {}
