package io.caelum.launcher.infra;

import io.caelum.launcher.process.Patience;
import java.time.Duration;

/** Waits for a part and tells what happened if it does not come. */
final class Readiness {

    private Readiness() {}

    static void await(InfraServer server, Duration bound) {
        Patience.until(bound, () -> server.isReady() || !server.isAlive());
        if (!server.isAlive()) {
            throw new IllegalStateException(server.name() + " ended while starting; see " + server);
        }
        if (!server.isReady()) {
            throw new IllegalStateException(
                    "%s was not ready after %d s; see %s".formatted(server.name(), bound.toSeconds(), server));
        }
    }
}
