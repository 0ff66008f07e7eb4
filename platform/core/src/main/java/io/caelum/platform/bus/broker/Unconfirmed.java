package io.caelum.platform.bus.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What was written on one channel and not confirmed yet, by the number that the channel gave it. Each channel has its
 * own: numbers begin anew with every channel, and a late answer on a broken one must not settle a message of the next.
 */
final class Unconfirmed {

    private final ConcurrentNavigableMap<Long, Outgoing> messages = new ConcurrentSkipListMap<>();
    private final AtomicLong bytes = new AtomicLong();
    /** Above all numbers that a channel ever gives, and rising. */
    private long unwritten = Long.MAX_VALUE / 2;

    void remember(long tag, Outgoing message) {
        messages.put(tag, message);
        bytes.addAndGet(message.body().length);
    }

    /** A message for which the channel broke before it was its turn: no answer will ever name it. */
    void rememberUnwritten(Outgoing message) {
        remember(unwritten++, message);
    }

    /** Ends what an answer of the broker names: one message, or all up to it. */
    void settle(long tag, boolean multiple, Consumer<Outgoing> outcome) {
        if (multiple) {
            messages.headMap(tag, true).keySet().forEach(number -> forget(number, outcome));
        } else {
            forget(tag, outcome);
        }
    }

    void returned(BasicProperties properties) {
        messages.values().stream().filter(message -> message.is(properties)).forEach(Outgoing::unroutable);
    }

    void endLate(long nowNanos) {
        messages.forEach((tag, message) -> {
            if (message.isLate(nowNanos)) {
                forget(tag, late -> late.undelivered("the broker has not confirmed it in time"));
            }
        });
    }

    private void forget(Long tag, Consumer<Outgoing> outcome) {
        Outgoing message = messages.remove(tag);
        if (message != null) {
            bytes.addAndGet(-message.body().length);
            outcome.accept(message);
        }
    }

    /** In the order of writing. */
    List<Outgoing> inOrder() {
        return new ArrayList<>(messages.values());
    }

    int size() {
        return messages.size();
    }

    long bytes() {
        return bytes.get();
    }
}
