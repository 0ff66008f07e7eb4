package io.caelum.platform.bus.broker;

import com.rabbitmq.client.Channel;
import io.caelum.platform.bus.broker.Subscription.Delivery;
import io.caelum.platform.bus.broker.Subscription.Plan;
import io.caelum.platform.bus.broker.Subscription.Receiver;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What has come on one channel and is not worked on yet; the prefetch bounds it. Has a thread of its own, which may wait,
 * and acknowledges messages in groups when they come close together.
 */
final class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private final Channel channel;
    private final Plan plan;
    private final Receiver receiver;
    private final CountDownLatch lost;
    private final LinkedBlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>();
    private final int groupSize;
    private long unsettledTag;
    private int unsettled;

    Inbox(Channel channel, Plan plan, Receiver receiver, CountDownLatch lost) {
        this.channel = channel;
        this.plan = plan;
        this.receiver = receiver;
        this.lost = lost;
        this.groupSize = Math.max(1, plan.prefetch() / 2);
        if (plan.prefetch() > 0) {
            Thread.ofVirtual().name("bus-inbox " + plan.what()).start(this::work);
        }
    }

    void put(Delivery delivery) {
        if (plan.prefetch() > 0) {
            waiting.add(delivery);
        } else {
            deliver(delivery);
        }
    }

    private void work() {
        try {
            while (lost.getCount() > 0 || !waiting.isEmpty()) {
                Delivery next = waiting.poll(1, TimeUnit.SECONDS);
                if (next != null) {
                    deliver(next);
                    if (waiting.isEmpty()) {
                        settle();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Delivery delivery) {
        try {
            receiver.receive(delivery);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Could not take a message of %s; it is dropped", plan.what());
            if (plan.prefetch() > 0) {
                delivery.reject(false);
            }
        }
    }

    synchronized void acknowledge(long tag, boolean now) throws IOException {
        if (!channel.isOpen()) {
            throw new IOException("the channel is gone");
        }
        unsettledTag = tag;
        unsettled++;
        if (now || unsettled >= groupSize) {
            settle();
        }
    }

    /** All earlier messages of the channel have been acknowledged or rejected by now: they came in order. */
    synchronized void settle() {
        if (unsettled == 0) {
            return;
        }
        unsettled = 0;
        try {
            channel.basicAck(unsettledTag, true);
        } catch (IOException | RuntimeException e) {
            LOG.debugf(e, "Could not acknowledge; messages of %s come again", plan.what());
        }
    }

    void reject(long tag, boolean requeue) {
        settle();
        try {
            channel.basicReject(tag, requeue);
        } catch (IOException | RuntimeException e) {
            LOG.debugf(e, "Could not reject a message of %s; it comes again", plan.what());
        }
    }
}
