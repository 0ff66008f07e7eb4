package io.caelum.compute.worker.driver;

import java.util.UUID;

/** A guest on this host. */
public record Guest(UUID serverId, long generation, PowerState power) {

    public boolean isRunning() {
        return power == PowerState.RUNNING;
    }
}
