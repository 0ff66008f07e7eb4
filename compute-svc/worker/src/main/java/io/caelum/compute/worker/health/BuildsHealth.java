package io.caelum.compute.worker.health;

import io.caelum.compute.worker.WorkerHosts;
import io.caelum.compute.worker.guest.BuildPlaces;
import io.caelum.compute.worker.guest.HostGuests;
import java.util.function.ToIntFunction;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows how many builds there are. Builds that wait are no reason not to take more: they wait in order. */
@Readiness
class BuildsHealth implements HealthCheck {

    private final WorkerHosts hosts;

    BuildsHealth(WorkerHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("builds")
                .up()
                .withData("under_way", sum(BuildPlaces::taken))
                .withData("waiting", sum(BuildPlaces::waiting))
                .build();
    }

    private int sum(ToIntFunction<BuildPlaces> figure) {
        return hosts.guests().map(HostGuests::places).mapToInt(figure).sum();
    }
}
