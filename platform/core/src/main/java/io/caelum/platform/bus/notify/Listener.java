package io.caelum.platform.bus.notify;

import io.smallrye.mutiny.Uni;

/** Hears notifications, one after the other. A failure has the notification come again, a few times. */
@FunctionalInterface
public interface Listener {

    Uni<Void> hear(Notification notification);
}
