package io.caelum.compute.worker.guest;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Work on one server happens one after the other, work on different ones at the same time. */
final class Lanes {

    private final Map<UUID, Lane> lanes = new ConcurrentHashMap<>();

    void in(UUID server, Runnable work) {
        Lane lane = lanes.compute(server, (id, known) -> (known == null ? new Lane() : known).joined());
        lane.lock.lock();
        try {
            work.run();
        } finally {
            lane.lock.unlock();
            lanes.compute(server, (id, known) -> known.left());
        }
    }

    /** Its count changes only inside of the map's own atomic operations. */
    private static final class Lane {
        private final ReentrantLock lock = new ReentrantLock(true);
        private int users;

        Lane joined() {
            users++;
            return this;
        }

        Lane left() {
            users--;
            return users == 0 ? null : this;
        }
    }
}
