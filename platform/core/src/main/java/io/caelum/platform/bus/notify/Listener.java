package io.caelum.platform.bus.notify;

import io.smallrye.mutiny.Uni;

/** Hears notifications, one after the other. A failure has the notification come again, a few times. */
@FunctionalInterface
public interface Listener {

    Uni<Void> hear(Notification notification);

    /** The listener does not want the notification now: it goes back to its queue, for this or another listener. */
    final class GiveBack extends RuntimeException {}
}
