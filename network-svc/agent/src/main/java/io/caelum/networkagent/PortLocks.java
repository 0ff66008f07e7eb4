package io.caelum.networkagent;

import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** One thing at a time for each port. A fixed number of locks: ports that share one wait a little, nothing leaks. */
final class PortLocks {

    private final ReentrantLock[] locks = new ReentrantLock[64];

    PortLocks() {
        for (int i = 0; i < locks.length; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    ReentrantLock of(UUID portId) {
        return locks[Math.floorMod(portId.hashCode(), locks.length)];
    }
}
