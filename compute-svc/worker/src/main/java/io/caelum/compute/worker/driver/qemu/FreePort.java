package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.DriverException;
import java.util.concurrent.ThreadLocalRandom;

/** A port at which other hosts are awaited: where those usually are, so that firewalls know them. */
final class FreePort {

    private static final int FIRST = 49_152;
    private static final int COUNT = 4096;
    private static final int TRIES = 20;

    private FreePort() {}

    interface Listening {
        void on(int port) throws DriverException, InterruptedException;
    }

    /** The one that was not taken. */
    static int onAny(Listening listening) throws DriverException, InterruptedException {
        for (int tries = 1; ; tries++) {
            int port = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
            try {
                listening.on(port);
                return port;
            } catch (DriverException taken) {
                if (tries == TRIES) {
                    throw taken;
                }
            }
        }
    }
}
