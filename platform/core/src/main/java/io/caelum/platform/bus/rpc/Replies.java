package io.caelum.platform.bus.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caelum.platform.bus.broker.Binding;
import io.caelum.platform.bus.broker.Exchange;
import io.caelum.platform.bus.broker.Link;
import io.caelum.platform.bus.broker.Naming;
import io.caelum.platform.bus.broker.Queue;
import io.caelum.platform.bus.broker.Subscription;
import io.caelum.platform.bus.broker.Subscription.Delivery;
import io.caelum.platform.bus.wire.Envelope;
import io.caelum.platform.bus.wire.Failure;
import io.caelum.platform.bus.wire.UndecodableException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one reply queue of this process, and the calls that wait for something from it. It keeps its name over reconnects,
 * because servers send to the name that stood in the request.
 */
final class Replies implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Replies.class);

    /** Somebody who waits for an answer. */
    interface Waiting {
        /** The final answer; {@code failure} is null for success. */
        void answered(JsonNode result, @Nullable RuntimeException failure);

        /** The server says that it is still at it. */
        default void beat() {}
    }

    private static final class Entry {
        final Waiting waiting;
        volatile @Nullable JsonNode early;

        Entry(Waiting waiting) {
            this.waiting = waiting;
        }
    }

    private final Link link;
    private final Queue queue;
    private final Subscription subscription;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Runnable> untilConsuming = new ConcurrentLinkedQueue<>();
    private final LongAdder unknown;

    /** @param unknown counts answers that nobody waits for (any more) */
    Replies(Link link, Naming naming, LongAdder unknown) {
        this.link = link;
        this.unknown = unknown;
        this.queue = naming.own("reply_");
        var plan = new Subscription.Plan(
                "replies", List.of(new Binding(Exchange.DEFAULT, queue, queue.name())), 0, List.of(queue));
        this.subscription = new Subscription(link, plan, this::receive, this::sendHeldBack);
    }

    String queueName() {
        return queue.name();
    }

    boolean isConsuming() {
        return subscription.isConsuming();
    }

    /** True when there has been no connection for so long that nobody should wait for it. */
    boolean isHopeless() {
        return link.isHopeless();
    }

    String problem() {
        return link.isUp() ? subscription.problem() : link.problem();
    }

    /** Sends now, or as soon as answers can come back. */
    void whenConsuming(Runnable send) {
        if (isConsuming()) {
            send.run();
            return;
        }
        untilConsuming.add(send);
        if (isConsuming()) {
            sendHeldBack();
        }
    }

    private void sendHeldBack() {
        for (Runnable send = untilConsuming.poll(); send != null; send = untilConsuming.poll()) {
            send.run();
        }
    }

    void expect(String messageId, Waiting waiting) {
        entries.put(messageId, new Entry(waiting));
    }

    /** True if the call was still waiting. */
    boolean forget(String messageId) {
        return entries.remove(messageId) != null;
    }

    int waiting() {
        return entries.size();
    }

    private void receive(Delivery delivery) {
        ObjectNode reply;
        try {
            reply = Envelope.decode(delivery.properties(), delivery.body());
        } catch (UndecodableException e) {
            LOG.warnf("Dropped an answer that is not readable: %s", e.getMessage());
            return;
        }
        String id = reply.path("_msg_id").asText("");
        Entry entry = entries.get(id);
        if (entry == null) {
            unknown.increment();
            LOG.debugf("Dropped an answer to %s, which nobody waits for", id);
            return;
        }
        JsonNode failure = reply.get("failure");
        boolean failed = failure != null && failure.isTextual();
        JsonNode result = reply.has("result") ? reply.get("result") : NullNode.instance;
        if (!reply.path("ending").asBoolean(false) && !failed) {
            if (!result.isNull()) {
                entry.early = result;
            }
            entry.waiting.beat();
        } else if (entries.remove(id, entry)) {
            JsonNode early = entry.early;
            JsonNode value = result.isNull() && early != null ? early : result;
            entry.waiting.answered(value, failed ? Failure.toException(failure.textValue()) : null);
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}
