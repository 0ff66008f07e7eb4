package io.caelum.platform.bus.notify;

import io.caelum.platform.bus.Serving.Threading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which notifications somebody wants to hear.
 *
 * @param exchange control exchange of the service that tells them: nova, neutron, glance, keystone
 * @param topic usually {@link NotificationFormat#DEFAULT_TOPIC}
 * @param priorities in lower case
 * @param pool name of a queue shared by all listeners of that pool; null for the plain queues
 * @param shared false for a queue of this process alone, which goes with it
 * @param threading where the listener is called
 */
public record Audience(
        String exchange,
        String topic,
        List<String> priorities,
        @Nullable String pool,
        boolean shared,
        Threading threading) {

    public Audience {
        priorities = List.copyOf(priorities);
    }

    /** The plain queues: each notification reaches one of all such listeners, and waits if there is none. */
    public static Audience of(String exchange) {
        return new Audience(
                exchange,
                NotificationFormat.DEFAULT_TOPIC,
                NotificationFormat.PRIORITIES,
                null,
                true,
                Threading.EVENT_LOOP);
    }

    /** Each notification reaches one member of the pool, and waits for it when there is none. */
    public Audience inPool(String name) {
        return new Audience(exchange, topic, priorities, name, true, threading);
    }

    /** Each notification told while this process runs reaches this process. */
    public Audience forThisProcess() {
        return new Audience(exchange, topic, priorities, null, false, threading);
    }

    public Audience about(String otherTopic) {
        return new Audience(exchange, otherTopic, priorities, pool, shared, threading);
    }

    public Audience only(List<String> wanted) {
        return new Audience(exchange, topic, wanted, pool, shared, threading);
    }

    public Audience on(Threading where) {
        return new Audience(exchange, topic, priorities, pool, shared, where);
    }
}
