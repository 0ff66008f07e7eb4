package io.caelum.compute.worker.guest;

import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** How many guests may be built at once; the others wait in the order in which they came. */
public final class BuildPlaces {

    private static final Logger LOG = Logger.getLogger(BuildPlaces.class);

    private final int all;
    private final Semaphore free;

    BuildPlaces(int all) {
        this.all = all;
        free = new Semaphore(all, true);
    }

    void take(UUID server) throws InterruptedException {
        if (!free.tryAcquire()) {
            LOG.infof("a build waits for a free place: server_id=%s waiting=%d places=%d", server, waiting() + 1, all);
            free.acquire();
        }
    }

    void giveBack() {
        free.release();
    }

    public int taken() {
        return all - free.availablePermits();
    }

    public int waiting() {
        return free.getQueueLength();
    }
}
