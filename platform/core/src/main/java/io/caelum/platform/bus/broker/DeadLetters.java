package io.caelum.platform.bus.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Where messages end on which nobody can work and nobody waits for an answer: one queue for the whole virtual host, with
 * the reason in each message's headers, for people to look at. The consumer sends them there, since queues shared with
 * Python peers must keep the arguments which those declare. Bounded: the oldest go first.
 */
public final class DeadLetters {

    public static final String QUEUE = "caelum.dead-letters";

    /** Header: what is wrong with the message, a sentence. */
    public static final String REASON = "x-caelum-dead-reason";
    /** Header: who was to work on it, {@code topic compute} for instance. */
    public static final String FROM = "x-caelum-dead-from";
    /** Header: when, in ISO form. */
    public static final String AT = "x-caelum-dead-at";
    /** Header: which process gave up, by its name at the broker. */
    public static final String BY = "x-caelum-dead-by";

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST_REASON = 500;
    private static final Map<String, Object> BOUNDS = Map.of(
            "x-max-length",
            1_000,
            "x-max-length-bytes",
            16 * 1024 * 1024,
            "x-overflow",
            "drop-head",
            "x-message-ttl",
            (int) Duration.ofDays(7).toMillis());

    private final Link link;
    private final Publisher publisher;
    private final String process;
    private final LongAdder count;

    public DeadLetters(Link link, Publisher publisher, String process, LongAdder count) {
        this.link = link;
        this.publisher = publisher;
        this.process = process;
        this.count = count;
    }

    /** Keeps a copy of the message; the message itself is the caller's to acknowledge. Does not block. */
    public void keep(String from, String reason, BasicProperties properties, byte[] body) {
        count.increment();
        var headers = new HashMap<String, Object>();
        if (properties.getHeaders() != null) {
            headers.putAll(properties.getHeaders());
        }
        headers.put(FROM, from);
        headers.put(REASON, reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason);
        headers.put(AT, Instant.now().toString());
        headers.put(BY, process);
        publish(headers, body, true);
    }

    private void publish(Map<String, Object> headers, byte[] body, boolean mayDeclare) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var outcome = new Outcome(headers, body, mayDeclare);
        publisher.publish(Outgoing.to(
                Exchange.DEFAULT, QUEUE, new LinkedHashMap<>(headers), null, body, true, deadline, outcome));
    }

    private final class Outcome implements Outgoing.Outcome {

        private final Map<String, Object> headers;
        private final byte[] body;
        private final boolean mayDeclare;

        Outcome(Map<String, Object> headers, byte[] body, boolean mayDeclare) {
            this.headers = headers;
            this.body = body;
            this.mayDeclare = mayDeclare;
        }

        @Override
        public void confirmed() {
            // It is there for whoever looks.
        }

        /** Nobody has needed the queue so far, or the broker lost it. */
        @Override
        public void unroutable() {
            if (mayDeclare) {
                Thread.ofVirtual().name("bus-dead-letters").start(() -> {
                    declare();
                    publish(headers, body, false);
                });
            } else {
                undelivered(true, "the queue " + QUEUE + " cannot be declared");
            }
        }

        @Override
        public void undelivered(boolean written, String reason) {
            LOG.warnf("A message that could not be worked on is lost: %s", reason);
        }
    }

    private void declare() {
        try {
            Connection connection = link.await(PATIENCE);
            if (connection != null) {
                var queue = new Queue(QUEUE, true, false, BOUNDS);
                Topology.inOwnChannel(connection, channel -> Topology.declare(channel, queue));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.debugf(e, "Could not declare the queue %s", QUEUE);
        }
    }
}
