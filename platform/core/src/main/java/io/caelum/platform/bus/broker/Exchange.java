package io.caelum.platform.bus.broker;

import java.util.Map;

/** An exchange as all its users declare it. */
public record Exchange(String name, String type, boolean durable, boolean autoDelete, Map<String, Object> arguments) {

    /** The default exchange, which needs no declaration. */
    public static final Exchange DEFAULT = new Exchange("", "direct", true, false, Map.of());
}
