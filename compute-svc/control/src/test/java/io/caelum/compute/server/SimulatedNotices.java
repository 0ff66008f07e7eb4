package io.caelum.compute.server;

import io.caelum.platform.bus.notify.Outbox;

/** The real notifications. */
public final class SimulatedNotices {

    private SimulatedNotices() {}

    public static ServerNotices to(Outbox outbox) {
        return new ServerNotices(outbox);
    }
}
