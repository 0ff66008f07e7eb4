package io.caelum.platform.wire;

import io.caelum.testkit.TestRabbitMq;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A broker behind a wire that tests may cut. */
public class WithBrokerOnAWire implements QuarkusTestResourceLifecycleManager {

    private static volatile WithBrokerOnAWire current;

    private TestRabbitMq.Vhost vhost;
    private Wire wire;

    @Override
    public Map<String, String> start() {
        vhost = TestRabbitMq.freshVhost();
        wire = new Wire(vhost.host(), vhost.port());
        current = this;
        return Map.of(
                "caelum.bus.url",
                "rabbit://%s:%s@127.0.0.1:%d/%s".formatted(vhost.user(), vhost.password(), wire.port(), vhost.name()));
    }

    @Override
    public void stop() {
        wire.close();
        vhost.close();
    }

    public static Wire wire() {
        return current.wire;
    }

    /** The broker itself, beside the wire. */
    public static TestRabbitMq.Vhost broker() {
        return current.vhost;
    }
}
