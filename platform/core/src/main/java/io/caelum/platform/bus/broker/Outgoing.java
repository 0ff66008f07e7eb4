package io.caelum.platform.bus.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

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

    /** A returned message carries no publishing number: the header says which one it was. */
    private static final String NUMBER = "x-caelum-number";

    private static final AtomicLong NEXT = new AtomicLong();

    private final Exchange exchange;
    private final String routingKey;
    private final Long number;
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
            Long number,
            BasicProperties properties,
            byte[] body,
            boolean mandatory,
            long deadlineNanos,
            Outcome outcome) {
        this.exchange = exchange;
        this.routingKey = routingKey;
        this.number = number;
        this.properties = properties;
        this.body = body;
        this.mandatory = mandatory;
        this.deadlineNanos = deadlineNanos;
        this.outcome = outcome;
    }

    /**
     * @param headers may be added to
     * @param expirationMillis after which the broker drops the message from a queue; null for never
     * @param deadlineNanos on the scale of {@link System#nanoTime}: when nobody is interested any more
     */
    public static Outgoing to(
            Exchange exchange,
            String routingKey,
            Map<String, Object> headers,
            @Nullable Long expirationMillis,
            byte[] body,
            boolean mandatory,
            long deadlineNanos,
            Outcome outcome) {
        Long number = NEXT.getAndIncrement();
        headers.put(NUMBER, number);
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/json")
                .contentEncoding("utf-8")
                .deliveryMode(2)
                .priority(0)
                .headers(headers)
                .expiration(expirationMillis == null ? null : Long.toString(expirationMillis))
                .build();
        return new Outgoing(exchange, routingKey, number, properties, body, mandatory, deadlineNanos, outcome);
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

    boolean is(BasicProperties returned) {
        return returned.getHeaders() != null
                && number.equals(returned.getHeaders().get(NUMBER));
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
