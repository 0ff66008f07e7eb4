package io.caelum.platform.bus.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages in order and with publisher confirms, without ever blocking the sender: the broker's answers come back
 * asynchronously, and one thread writes whatever might have to wait. What was not confirmed when a channel broke is written again on the next one.
 *
 * <p>While there is no connection messages wait, but not for long: after {@link Link#PATIENCE} without the broker a sender
 * hears at once that it cannot be reached, so that requests fail quickly instead of piling up.
 */
public final class Publisher implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Publisher.class);
    private static final Duration LOOK_AROUND = Duration.ofMillis(250);
    private static final int MOST_WAITING = 20_000;
    /** A message on which channels keep breaking is not tried for ever. */
    private static final int MOST_WRITES = 5;

    /**
     * As long as less than this is unconfirmed, all of it fits into the socket's send buffer, and so writing cannot block:
     * then the sender's own thread writes, even an event loop, which saves two changes of threads.
     */
    private static final int NEVER_BLOCKS = Link.SEND_BUFFER / 2;

    private final Link link;
    private final Topology topology;
    private final LinkedBlockingQueue<Outgoing> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    /** Messages for the writer's thread that are not written yet: nobody may overtake them. */
    private final AtomicInteger queued = new AtomicInteger();

    private final ReentrantLock writing = new ReentrantLock();
    private final Thread writer;
    private volatile @Nullable Channel current;
    /** Of the current channel, or of the last one as long as there is no next. */
    private volatile Unconfirmed unconfirmed = new Unconfirmed();

    private volatile boolean closing;

    public Publisher(Link link, String name) {
        this.link = link;
        this.topology = new Topology(link);
        this.writer = Thread.ofPlatform().daemon().name("bus-publish " + name).start(this::work);
        Thread.ofVirtual().name("bus-sweep " + name).start(this::sweep);
    }

    /** Hands a message over. Its {@link Outgoing.Outcome} is told later, or before this returns if it cannot be taken. */
    public void publish(Outgoing message) {
        if (closing) {
            message.undelivered("this process is stopping");
        } else if (link.isHopeless()) {
            message.undelivered(link.problem());
        } else if (!writtenAtOnce(message)) {
            enqueue(message);
        }
    }

    private void enqueue(Outgoing message) {
        queued.incrementAndGet();
        if (!waiting.offer(message)) {
            queued.decrementAndGet();
            message.undelivered(MOST_WAITING + " messages already wait for the broker");
        }
    }

    private boolean writtenAtOnce(Outgoing message) {
        Channel channel = current;
        if (channel == null
                || queued.get() > 0
                || unconfirmed.bytes() + message.body().length > NEVER_BLOCKS
                || link.blocked() != null
                || !topology.knows(message)
                || !writing.tryLock()) {
            return false;
        }
        try {
            if (channel != current || queued.get() > 0 || !channel.isOpen()) {
                return false;
            }
            write(channel, message);
        } catch (IOException | RuntimeException e) {
            LOG.debugf(e, "A message is written again when the channel is back");
        } finally {
            writing.unlock();
        }
        return true;
    }

    /** Messages that were not written, or not confirmed, so far. */
    public int pending() {
        return waiting.size() + unconfirmed.size();
    }

    private void work() {
        while (!link.isClosing()) {
            try {
                Connection connection = link.await(LOOK_AROUND);
                if (connection != null) {
                    writeOn(connection);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | RuntimeException e) {
                LOG.debugf(e, "The publishing channel broke");
                link.pause(Duration.ofMillis(100));
            }
        }
    }

    private void writeOn(Connection connection) throws IOException, InterruptedException {
        Channel channel = connection.createChannel();
        if (channel == null) {
            throw new IOException("the broker gives no further channel");
        }
        try {
            topology.forgetAll();
            var fresh = new Unconfirmed();
            listen(channel, fresh);
            locked(() -> {
                rewriteUnconfirmed(channel, fresh);
                current = channel;
            });
            while (channel.isOpen()) {
                Outgoing next = link.blocked() == null
                        ? waiting.poll(LOOK_AROUND.toMillis(), TimeUnit.MILLISECONDS)
                        : pauseWhileBlocked();
                if (next != null) {
                    writeQueued(channel, next);
                }
            }
        } finally {
            locked(() -> current = null);
            channel.abort();
        }
    }

    private void writeQueued(Channel channel, Outgoing message) throws IOException {
        try {
            locked(() -> write(channel, message));
        } finally {
            queued.decrementAndGet();
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void locked(Writing work) throws IOException {
        writing.lock();
        try {
            work.run();
        } finally {
            writing.unlock();
        }
    }

    private @Nullable Outgoing pauseWhileBlocked() {
        link.pause(Duration.ofMillis(50));
        return null;
    }

    private void listen(Channel channel, Unconfirmed written) throws IOException {
        channel.confirmSelect();
        channel.addConfirmListener(
                (tag, multiple) -> written.settle(tag, multiple, Outgoing::confirmed),
                (tag, multiple) -> written.settle(tag, multiple, m -> m.undelivered("the broker refused the message")));
        // The broker confirms a returned message right after: by then its outcome is told.
        channel.addReturnListener(returned -> written.returned(returned.getProperties()));
    }

    private void rewriteUnconfirmed(Channel channel, Unconfirmed fresh) throws IOException {
        List<Outgoing> again = unconfirmed.inOrder();
        unconfirmed = fresh;
        for (int i = 0; i < again.size(); i++) {
            try {
                write(channel, again.get(i));
            } catch (IOException | RuntimeException e) {
                // The rest keeps its place for the next channel.
                again.subList(i + 1, again.size()).forEach(fresh::rememberUnwritten);
                throw e;
            }
        }
    }

    private void write(Channel channel, Outgoing message) throws IOException {
        if (message.isOver()) {
            return;
        }
        if (message.writes() >= MOST_WRITES) {
            message.undelivered("the broker broke the channel on it " + MOST_WRITES + " times");
            return;
        }
        unconfirmed.remember(channel.getNextPublishSeqNo(), message);
        topology.require(message);
        message.countWrite();
        channel.basicPublish(
                message.exchange().name(),
                message.routingKey(),
                message.mandatory(),
                message.properties(),
                message.body());
    }

    private void sweep() {
        while (!link.isClosing()) {
            link.pause(LOOK_AROUND);
            long now = System.nanoTime();
            boolean hopeless = link.isHopeless();
            for (Outgoing message : waiting) {
                if (hopeless || message.isLate(now)) {
                    message.undelivered(whyWaiting());
                    if (waiting.remove(message)) {
                        queued.decrementAndGet();
                    }
                }
            }
            unconfirmed.endLate(now);
        }
    }

    private String whyWaiting() {
        String problem = link.problem();
        return problem.isEmpty() ? "the broker is too slow" : problem;
    }

    /** Waits a bounded time for what is pending, then fails the rest. */
    @Override
    public void close() {
        closing = true;
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        while (link.isUp() && pending() > 0 && System.nanoTime() < end) {
            link.pause(Duration.ofMillis(5));
        }
        writer.interrupt();
        waiting.forEach(message -> message.undelivered("this process is stopping"));
        unconfirmed.inOrder().forEach(message -> message.undelivered("this process is stopping"));
    }
}
