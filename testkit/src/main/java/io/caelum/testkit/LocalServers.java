package io.caelum.testkit;

import io.caelum.launcher.infra.TemporaryInfra;

/** Local processes for this JVM; they stop by themselves when it ends. */
final class LocalServers {

    private static TemporaryInfra infra;

    private LocalServers() {}

    static synchronized TemporaryInfra get() {
        if (infra == null) {
            infra = new TemporaryInfra();
        }
        return infra;
    }
}
