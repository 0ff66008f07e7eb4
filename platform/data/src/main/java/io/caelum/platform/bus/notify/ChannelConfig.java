package io.caelum.platform.bus.notify;

import io.caelum.platform.bus.BrokerUrl;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Tells the channel of notifications where the broker is, from the one URL that all of the bus is configured by. */
public final class ChannelConfig implements ConfigSourceFactory {

    private static final String URL = "caelum.bus.url";
    private static final String CHANNEL = "mp.messaging.outgoing.notifications.";
    private static final int BELOW_EVERYTHING_SET_BY_HAND = 90;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue url = context.getValue(URL);
        return url == null || url.getValue() == null ? List.of() : List.of(source(BrokerUrl.parse(url.getValue())));
    }

    private static ConfigSource source(BrokerUrl broker) {
        return new PropertiesConfigSource(properties(broker), "notifications channel", BELOW_EVERYTHING_SET_BY_HAND);
    }

    static Map<String, String> properties(BrokerUrl broker) {
        BrokerUrl.Node first = broker.nodes().getFirst();
        var properties = new HashMap<String, String>();
        properties.put(CHANNEL + "host", first.host());
        properties.put(CHANNEL + "port", String.valueOf(first.port()));
        properties.put(CHANNEL + "username", first.user());
        properties.put(CHANNEL + "password", first.password());
        properties.put(CHANNEL + "virtual-host", broker.virtualHost());
        if (broker.nodes().size() > 1) {
            properties.put(
                    CHANNEL + "addresses",
                    broker.nodes().stream().map(BrokerUrl.Node::toString).collect(Collectors.joining(",")));
        }
        return properties;
    }
}
