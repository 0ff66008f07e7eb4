package io.caelum.platform.bus;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the message broker can be reached and everything that is served is being consumed. */
@Readiness
class BusReadiness implements HealthCheck {

    private final Bus bus;

    BusReadiness(Bus bus) {
        this.bus = bus;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("message bus").status(bus.isReady());
        return (bus.isReady() ? answer : answer.withData("reason", bus.problem())).build();
    }
}
