package io.caelum.image.store;

import java.io.IOException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the bytes of images can be stored and read. */
@Readiness
class StoreReadiness implements HealthCheck {

    private final ImageStore store;

    StoreReadiness(ImageStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("image store");
        try {
            store.check();
            return answer.up().build();
        } catch (IOException e) {
            return answer.down().withData("reason", e.getMessage()).build();
        }
    }
}
