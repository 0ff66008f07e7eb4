package io.caelum.conformance;

import io.caelum.platform.bus.Address;
import io.caelum.platform.bus.BrokerUrl;
import io.caelum.platform.bus.BusSettings;
import io.caelum.platform.bus.RabbitBus;
import io.caelum.platform.trace.Tracing;
import picocli.CommandLine.Option;

/** Where the broker is, and how its queues are made. */
public final class BusOptions {

    @Option(
            names = "--url",
            required = true,
            description = "the broker, as oslo.messaging names it: rabbit://user:password@host:port/vhost")
    String url;

    @Option(
            names = "--exchange",
            defaultValue = "openstack",
            description = "control exchange (default: ${DEFAULT-VALUE})")
    String exchange;

    @Option(
            names = "--durable",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "queues and the control exchange are durable; must be the same for all peers")
    boolean durable;

    public RabbitBus connect(String service, String host) {
        return new RabbitBus(BusSettings.of(url, service, host, durable, false), null, Tracing.none());
    }

    public BrokerUrl broker() {
        return BrokerUrl.parse(url);
    }

    public boolean isDurable() {
        return durable;
    }

    public String exchange() {
        return exchange;
    }

    public Address address(String topic) {
        return new Address(exchange, topic);
    }
}
