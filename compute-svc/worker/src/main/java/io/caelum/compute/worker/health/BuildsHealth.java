package io.caelum.compute.worker.health;

import io.caelum.compute.worker.guest.BuildPlaces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows how many builds there are. Builds that wait are no reason not to take more: they wait in order. */
@Readiness
class BuildsHealth implements HealthCheck {

    private final BuildPlaces places;

    BuildsHealth(BuildPlaces places) {
        this.places = places;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("builds")
                .up()
                .withData("under_way", places.taken())
                .withData("waiting", places.waiting())
                .build();
    }
}
