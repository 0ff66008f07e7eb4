package io.caelum.platform.bus.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A message on its way to the broker. It ends in exactly one of the three ways of {@link Outcome}; before that it may
 * be written more than once, always with the same bytes and so with the same {@code _unique_id}.
 */
public final class Outgoing {

    /** Told once, on a thread of the bus that must not be blocked. */
    public interface Outcome {
        /** The broker has taken responsibility for the message. */
        void confirmed();

        /** No queue takes the message: nobody serves the topic. Only for mandatory messages. */
        void unroutable();

        /**
         * The broker could not be asked or did not answer in time.
         *
         * @param written true if the message may have reached the broker all the same
         */
        void undelivered(boolean written, String reason);
    }

    private final Exchange exchange;
    private final String routingKey;
    private final BasicProperties properties;
    private final byte[] body;
    private final boolean mandatory;
    private final long deadlineNanos;
    private final Outcome outcome;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile int writes;

    private Outgoing(
            Exchange exchange,
            String routingKey,
            BasicProperties properties,
            byte[] body,
            boolean mandatory,
            long deadlineNanos,
            Outcome outcome) {
        this.exchange = exchange;
        this.routingKey = routingKey;
        this.properties = properties;
        this.body = body;
        this.mandatory = mandatory;
        this.deadlineNanos = deadlineNanos;
        this.outcome = outcome;
    }

    /** @param deadlineNanos on the scale of {@link System#nanoTime}: when nobody is interested any more */
    public static Outgoing to(
            Exchange exchange,
            String routingKey,
            BasicProperties properties,
            byte[] body,
            boolean mandatory,
            long deadlineNanos,
            Outcome outcome) {
        return new Outgoing(exchange, routingKey, properties, body, mandatory, deadlineNanos, outcome);
    }

    Exchange exchange() {
        return exchange;
    }

    String routingKey() {
        return routingKey;
    }

    BasicProperties properties() {
        return properties;
    }

    byte[] body() {
        return body;
    }

    boolean mandatory() {
        return mandatory;
    }

    boolean isLate(long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }

    boolean isOver() {
        return over.get();
    }

    /** Nobody waits for the outcome any more; it will not be told. */
    public void abandon() {
        over.set(true);
    }

    /** How often it was written to the broker so far. */
    public int writes() {
        return writes;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // only the publisher's thread writes it
    void countWrite() {
        writes++;
    }

    void confirmed() {
        if (over.compareAndSet(false, true)) {
            outcome.confirmed();
        }
    }

    void unroutable() {
        if (over.compareAndSet(false, true)) {
            outcome.unroutable();
        }
    }

    void undelivered(String reason) {
        if (over.compareAndSet(false, true)) {
            outcome.undelivered(writes > 0, reason);
        }
    }
}
