package io.caelum.platform.bus.notify;

import io.caelum.platform.bus.broker.Exchange;
import io.caelum.platform.bus.broker.Outgoing;
import io.caelum.platform.bus.broker.Publisher;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.HashMap;

/** Sends a notification. Without a queue for it it would be lost though the broker has confirmed it: that is a failure. */
public final class Telling {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Telling() {}

    public static Uni<Void> by(
            Publisher publisher, Exchange exchange, String topic, Notification notification, boolean inEnvelope) {
        byte[] body = inEnvelope
                ? NotificationFormat.body(notification)
                : NotificationFormat.bodyWithoutEnvelope(notification);
        return Uni.createFrom()
                .emitter(told -> publisher.publish(Outgoing.to(
                        exchange,
                        NotificationFormat.routingKey(topic, notification.priority()),
                        new HashMap<>(2),
                        null,
                        body,
                        true,
                        System.nanoTime() + PATIENCE.toNanos(),
                        new Outcome(told))));
    }

    private record Outcome(UniEmitter<? super Void> told) implements Outgoing.Outcome {

        @Override
        public void confirmed() {
            told.complete(null);
        }

        @Override
        public void unroutable() {
            told.fail(new RpcUnreachableException("There is no queue for the notification yet"));
        }

        @Override
        public void undelivered(boolean written, String reason) {
            told.fail(new RpcUnreachableException("Could not send the notification: " + reason));
        }
    }
}
