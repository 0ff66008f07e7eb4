package io.caelum.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A fresh RabbitMQ virtual host for a {@code @QuarkusTest}. Use: {@code @QuarkusTestResource(WithRabbitMq.class)}. */
public class WithRabbitMq implements QuarkusTestResourceLifecycleManager {

    private TestRabbitMq.Vhost fresh;

    @Override
    public Map<String, String> start() {
        fresh = TestRabbitMq.freshVhost();
        return Map.of("caelum.bus.url", fresh.busUrl());
    }

    @Override
    public void stop() {
        if (fresh != null) {
            fresh.close();
        }
    }
}
