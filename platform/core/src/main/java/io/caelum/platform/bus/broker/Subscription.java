package io.caelum.platform.bus.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Queues that are consumed as long as this object is open. Declares and consumes them on one channel, and does it all
 * again after any loss: of the connection, of the channel, of a queue (basic.cancel), of everything the broker knew.
 */
public final class Subscription implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Subscription.class);
    private static final Duration REMIND = Duration.ofSeconds(30);

    /** A message as it came, and the means to acknowledge it. */
    public static final class Delivery {

        private final Inbox inbox;
        private final Envelope envelope;
        private final BasicProperties properties;
        private final byte[] body;

        Delivery(Inbox inbox, Envelope envelope, BasicProperties properties, byte[] body) {
            this.inbox = inbox;
            this.envelope = envelope;
            this.properties = properties;
            this.body = body;
        }

        public BasicProperties properties() {
            return properties;
        }

        public byte[] body() {
            return body;
        }

        /** True if the broker delivered it before, to this process or another. */
        public boolean isRedelivered() {
            return envelope.isRedeliver();
        }

        /** @throws IOException if the channel is gone: the broker will deliver the message again */
        public void acknowledge() throws IOException {
            inbox.acknowledge(envelope.getDeliveryTag(), true);
        }

        /** As {@link #acknowledge}, but together with others that are just behind it, or by {@link #settle}. */
        public void acknowledgeSoon() throws IOException {
            inbox.acknowledge(envelope.getDeliveryTag(), false);
        }

        /** To be called before waiting long: acknowledges what was put off. */
        public void settle() {
            inbox.settle();
        }

        /** Gives the message back, or throws it away. Does nothing if the channel is gone. */
        public void reject(boolean requeue) {
            inbox.reject(envelope.getDeliveryTag(), requeue);
        }
    }

    /**
     * Called in order for each message of the subscription, on a thread that may wait: nothing else comes meanwhile. Where
     * nothing is acknowledged (prefetch 0) it is the thread that reads from the socket, which must not wait.
     */
    public interface Receiver {
        void receive(Delivery delivery);
    }

    /**
     * @param what for logs
     * @param bindings declared in order; those of the default exchange are queues only
     * @param prefetch how many messages the broker hands out unacknowledged; 0 for no acknowledging at all
     * @param deleteOnClose queues that are nobody else's
     */
    public record Plan(String what, List<Binding> bindings, int prefetch, List<Queue> deleteOnClose) {}

    private final Link link;
    private final Plan plan;
    private final Receiver receiver;
    private final Runnable onConsuming;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closing;
    private volatile boolean consuming;
    private volatile String problem = "";
    private volatile @Nullable Channel channel;
    private volatile CountDownLatch lost = new CountDownLatch(0);

    /** @param onConsuming called each time when all queues are being consumed */
    public Subscription(Link link, Plan plan, Receiver receiver, Runnable onConsuming) {
        this.link = link;
        this.plan = plan;
        this.receiver = receiver;
        this.onConsuming = onConsuming;
        Thread.ofVirtual().name("bus-consume " + plan.what()).start(this::keepConsuming);
    }

    private void keepConsuming() {
        long remindedNanos = System.nanoTime() - REMIND.toNanos();
        while (!closing && !link.isClosing()) {
            try {
                Connection connection = link.await(Duration.ofMillis(500));
                if (connection != null) {
                    consumeOn(connection);
                    backoff.reset();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            } catch (IOException | RuntimeException e) {
                problem = String.valueOf(
                        e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
                boolean remind = System.nanoTime() - remindedNanos >= REMIND.toNanos();
                if (remind && link.isUp() && !closing) {
                    remindedNanos = System.nanoTime();
                    LOG.errorf("Cannot consume %s, trying again: %s", plan.what(), problem);
                }
                link.pause(backoff.next());
            }
        }
        ended.countDown();
    }

    private void consumeOn(Connection connection) throws IOException, InterruptedException {
        Channel fresh = connection.createChannel();
        if (fresh == null) {
            throw new IOException("the broker gives no further channel");
        }
        var lostNow = new CountDownLatch(1);
        try {
            fresh.addShutdownListener(cause -> lostNow.countDown());
            declareAll(connection);
            if (plan.prefetch() > 0) {
                fresh.basicQos(plan.prefetch());
            }
            channel = fresh;
            lost = lostNow;
            consumeAll(fresh, lostNow);
            problem = "";
            consuming = true;
            onConsuming.run();
            lostNow.await();
            if (!closing && link.isUp()) {
                LOG.warnf("No longer consuming %s, declaring it again", plan.what());
                link.pause(backoff.next());
            }
        } finally {
            consuming = false;
            channel = null;
            fresh.abort();
        }
    }

    private void declareAll(Connection connection) throws IOException {
        var exchanges = new HashSet<Exchange>(Set.of(Exchange.DEFAULT));
        for (Binding binding : plan.bindings()) {
            if (exchanges.add(binding.exchange())) {
                Topology.inOwnChannel(connection, channel -> Topology.declare(channel, binding.exchange()));
            }
            Topology.inOwnChannel(connection, channel -> Topology.declare(channel, binding.queue()));
            if (binding.exchange() != Exchange.DEFAULT) {
                Topology.inOwnChannel(connection, channel -> Topology.bind(channel, binding));
            }
        }
    }

    private void consumeAll(Channel on, CountDownLatch lostNow) throws IOException {
        var inbox = new Inbox(on, plan, receiver, lostNow);
        int tag = 0;
        for (Queue queue : queues()) {
            tag++;
            on.basicConsume(queue.name(), plan.prefetch() == 0, Integer.toString(tag), new DefaultConsumer(on) {
                @Override
                public void handleDelivery(
                        String consumerTag, Envelope envelope, BasicProperties properties, byte[] body) {
                    inbox.put(new Delivery(inbox, envelope, properties, body));
                }

                @Override
                public void handleCancel(String consumerTag) {
                    lostNow.countDown();
                }
            });
        }
    }

    public boolean isConsuming() {
        return consuming;
    }

    public List<Queue> queues() {
        return plan.bindings().stream().map(Binding::queue).distinct().toList();
    }

    /** A sentence for an operator; empty when all is well. */
    public String problem() {
        return consuming ? "" : "not consuming " + plan.what() + (problem.isEmpty() ? "" : ": " + problem);
    }

    /** Takes no further messages; those which came already may still be acknowledged until {@link #close}. */
    public void stopTaking() {
        closing = true;
        Channel current = channel;
        if (current == null) {
            return;
        }
        int consumers = queues().size();
        for (int tag = 1; tag <= consumers; tag++) {
            try {
                current.basicCancel(Integer.toString(tag));
            } catch (IOException | RuntimeException e) {
                LOG.debugf(e, "Could not cancel a consumer of %s", plan.what());
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        Channel current = channel;
        if (current != null) {
            deleteOwnQueues(current);
        }
        lost.countDown();
        try {
            ended.await(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deleteOwnQueues(Channel current) {
        try {
            for (Queue queue : plan.deleteOnClose()) {
                current.queueDelete(queue.name());
            }
            current.close();
        } catch (IOException | TimeoutException | RuntimeException e) {
            LOG.debugf(e, "Could not delete the queues of %s; they expire by themselves", plan.what());
        }
    }
}
