package io.caelum.platform.bus;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A virtual host of its own for a Quarkus application. */
public class WithBroker implements QuarkusTestResourceLifecycleManager {

    private TestBroker broker;

    @Override
    public Map<String, String> start() {
        broker = TestBroker.fresh();
        return Map.of("caelum.bus.url", broker.url());
    }

    @Override
    public void stop() {
        try {
            broker.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
