package io.caelum.compute.worker.health;

import io.caelum.compute.worker.guest.BuildPlaces;
import io.caelum.platform.bus.Bus;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the host can be told what to do. */
@Readiness
class WorkerReadiness implements HealthCheck {

    private final Bus bus;
    private final BuildPlaces places;

    WorkerReadiness(Bus bus, BuildPlaces places) {
        this.bus = bus;
        this.places = places;
    }

    @Override
    public HealthCheckResponse call() {
        boolean ready = bus.isReady();
        var answer = HealthCheckResponse.named("message bus")
                .status(ready)
                .withData("builds_under_way", places.taken())
                .withData("builds_waiting", places.waiting());
        return (ready ? answer : answer.withData("reason", bus.problem())).build();
    }
}
