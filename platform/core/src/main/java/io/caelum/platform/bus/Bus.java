package io.caelum.platform.bus;

import io.caelum.platform.bus.notify.Audience;
import io.caelum.platform.bus.notify.Listener;
import io.caelum.platform.bus.notify.Notification;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/**
 * The message bus of this process: one connection to RabbitMQ for each direction, one reply queue, any number of
 * contracts served. It connects in the background, visibly waits for the broker, and gets all consumers back after a
 * loss. Injected as a CDI bean.
 */
public interface Bus extends AutoCloseable {

    /**
     * The client of a contract. The context, trace and deadline of the caller travel with each message.
     *
     * @param contract an interface with {@link RpcTopic}
     * @return a proxy, safe for all threads; make it once and keep it
     */
    <T> T client(Class<T> contract);

    /**
     * Serves a contract under this process's host name until {@link Served#close}. Queues are declared and consumed as
     * soon as the broker can be reached; {@link Served#isConsuming} tells.
     *
     * @param contract an interface with {@link RpcTopic}
     * @param implementation called once for each message, with the caller's context set
     * @param serving how
     */
    <T> Served serve(Class<T> contract, T implementation, Serving serving);

    /**
     * Declares where notifications of a topic go: the control exchange, the queue {@code topic.priority} and the binding,
     * so that nothing is lost while nobody listens. They are kept declared over reconnections.
     *
     * @return completes when they exist for the first time
     */
    Uni<Void> declareNotificationTopic(String exchange, String topic, String priority);

    /**
     * Tells a notification of a topic that has been declared, in the envelope that Python's driver {@code messagingv2} makes.
     * One after the other they arrive in order.
     *
     * @return completes when the broker has put it into a queue, and fails when that is not certain after ten seconds
     */
    Uni<Void> tell(String exchange, String topic, Notification notification);

    /** Hears notifications until {@link Served#close}. */
    Served listen(Audience audience, Listener listener);

    /** True while the connection to the broker is up and every served contract is being consumed. */
    boolean isReady();

    /** How often the broker was reached. More than before: messages to this process may have been lost in between. */
    long connections();

    /**
     * How many messages wait in the queues from which this process takes its work, by their names. Asks the broker, and
     * waits for that; empty while it is away. Queues with the id of a process in their name are called without it.
     */
    default Map<String, Long> queueDepths() {
        return Map.of();
    }

    /** What is missing when {@link #isReady} is false, as a sentence for an operator; empty when ready. */
    String problem();

    /** Stops taking messages, lets those in work finish for a bounded time, deletes own queues, closes connections. */
    @Override
    void close();

    /** A contract that is being served. */
    interface Served extends AutoCloseable {
        boolean isConsuming();

        @Override
        void close();
    }
}
