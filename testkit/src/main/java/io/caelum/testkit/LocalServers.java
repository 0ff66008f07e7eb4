package io.caelum.testkit;

import io.caelum.launcher.infra.TemporaryInfra;

/** Local processes for this JVM, stopped when it ends. */
final class LocalServers {

    private static TemporaryInfra infra;

    private LocalServers() {}

    static synchronized TemporaryInfra get() {
        if (infra == null) {
            infra = new TemporaryInfra();
            Runtime.getRuntime().addShutdownHook(new Thread(infra::close, "stop test servers"));
        }
        return infra;
    }
}
