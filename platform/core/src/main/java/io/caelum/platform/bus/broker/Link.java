package io.caelum.platform.bus.broker;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.SocketConfigurators;
import com.rabbitmq.client.impl.DefaultCredentialsProvider;
import io.caelum.platform.bus.BrokerUrl;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the broker, kept alive: connects in the background, tries all nodes, and again after a loss. What
 * stands on the connection (channels, queues) belongs to its users, who wait for the next one with {@link #await}.
 */
public final class Link implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Link.class);
    /** What Linux gives without further settings. */
    static final int SEND_BUFFER = 200 * 1024;

    private static final int HEARTBEAT_SECONDS = 15;
    /** How long a sender may wait for the connection: a broker that restarts, or a moment without network. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration REMIND = Duration.ofSeconds(15);

    private final BrokerUrl url;
    private final String name;
    /** Consumers are called by the thread that reads from the socket; none of ours keeps it waiting. */
    private final ExecutorService readerItself = new ReaderItself();

    private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Object changed = new Object();

    private volatile @Nullable Connection connection;
    private volatile @Nullable String blocked;
    private volatile String problem = "not connected yet";
    private volatile long downSinceNanos = System.nanoTime();
    private final AtomicLong connections = new AtomicLong();

    /** @param name shown by the broker's management, e.g. {@code compute-control@host1:4711:publish} */
    public Link(BrokerUrl url, String name) {
        this.url = url;
        this.name = name;
        Thread.ofVirtual().name("bus-link " + name).start(this::keepConnected);
    }

    private void keepConnected() {
        long remindedNanos = System.nanoTime() - REMIND.toNanos();
        while (!isClosing()) {
            try {
                stayConnected(connect());
                remindedNanos = System.nanoTime();
            } catch (IOException | TimeoutException | RuntimeException e) {
                problem = "the broker at " + url + " cannot be reached: " + reason(e);
                if (System.nanoTime() - remindedNanos >= REMIND.toNanos()) {
                    remindedNanos = System.nanoTime();
                    LOG.warnf("Waiting for the message broker (%s): %s", name, problem);
                }
            }
            pause(backoff.next());
        }
    }

    private Connection connect() throws IOException, TimeoutException {
        var nodes = new ArrayList<>(url.nodes());
        Collections.shuffle(nodes);
        IOException last = null;
        for (BrokerUrl.Node node : nodes) {
            try {
                return factory(node).newConnection(readerItself, List.of(new Address(node.host(), node.port())), name);
            } catch (AuthenticationFailureException e) {
                last = new IOException("the broker refuses user " + node.user(), e);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last == null ? new IOException("no broker node is configured") : last;
    }

    private ConnectionFactory factory(BrokerUrl.Node node) {
        var factory = new ConnectionFactory();
        factory.setCredentialsProvider(new DefaultCredentialsProvider(node.user(), node.password()));
        factory.setVirtualHost(url.virtualHost());
        // Recovery is our own: the library's does not bring back what an emptied broker has lost.
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setConnectionTimeout(5_000);
        factory.setHandshakeTimeout(10_000);
        factory.setChannelRpcTimeout(15_000);
        factory.setSocketConfigurator(
                SocketConfigurators.defaultConfigurator().andThen(socket -> socket.setSendBufferSize(SEND_BUFFER)));
        factory.setThreadFactory(
                Thread.ofPlatform().daemon().name("bus-" + name + "-", 0).factory());
        return factory;
    }

    private void stayConnected(Connection fresh) {
        var lost = new CountDownLatch(1);
        fresh.addBlockedListener(new BlockedListener() {
            @Override
            public void handleBlocked(String reason) {
                LOG.warnf("The message broker takes no messages at the moment (%s): %s", name, reason);
                blocked = reason;
            }

            @Override
            public void handleUnblocked() {
                LOG.infof("The message broker takes messages again (%s)", name);
                blocked = null;
            }
        });
        fresh.addShutdownListener(cause -> {
            down(cause);
            lost.countDown();
        });
        if (!fresh.isOpen()) {
            return;
        }
        up(fresh);
        awaitQuietly(lost);
        forget(fresh);
    }

    /** For a connection that was lost in the moment between its opening and its publication. */
    private void forget(Connection lost) {
        synchronized (changed) {
            if (connection == lost) {
                connection = null;
                downSinceNanos = System.nanoTime();
            }
        }
    }

    private void up(Connection fresh) {
        LOG.infof("Connected to the message broker at %s (%s)", url, name);
        connections.incrementAndGet();
        synchronized (changed) {
            connection = fresh;
            changed.notifyAll();
        }
        if (isClosing()) {
            fresh.abort(1_000);
        }
        backoff.reset();
    }

    private void down(ShutdownSignalException cause) {
        synchronized (changed) {
            connection = null;
            downSinceNanos = System.nanoTime();
            problem = "the connection to the broker at " + url + " is lost: " + reason(cause);
            changed.notifyAll();
        }
        blocked = null;
        if (!isClosing()) {
            LOG.warnf("Lost the connection to the message broker (%s): %s", name, reason(cause));
        }
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** The open connection, waiting for it up to the given time; null if there is none then. */
    public @Nullable Connection await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (changed) {
            while (connection == null && !isClosing()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return null;
                }
                TimeUnit.NANOSECONDS.timedWait(changed, left);
            }
            return connection;
        }
    }

    /** How often this link was connected so far. */
    public long connections() {
        return connections.get();
    }

    public boolean isUp() {
        return connection != null;
    }

    /** Why the broker takes no messages although the connection is up, or null. */
    public @Nullable String blocked() {
        return blocked;
    }

    /** True when the connection has been down for so long that nobody should wait for it any more. */
    public boolean isHopeless() {
        return !isUp() && System.nanoTime() - downSinceNanos > PATIENCE.toNanos();
    }

    /** A sentence for an operator; empty when all is well. */
    public String problem() {
        String reason = blocked;
        if (!isUp()) {
            return problem;
        }
        return reason == null ? "" : "the broker at " + url + " takes no messages at the moment: " + reason;
    }

    boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Waits, but not longer than until this link is closed. */
    void pause(Duration duration) {
        try {
            closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        Connection last;
        synchronized (changed) {
            last = connection;
            changed.notifyAll();
        }
        if (last != null) {
            last.abort(2_000);
        }
        readerItself.shutdown();
    }

    private static final class ReaderItself extends AbstractExecutorService {

        private volatile boolean shutdown;

        @Override
        public void execute(Runnable work) {
            work.run();
        }

        @Override
        public void shutdown() {
            shutdown = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            shutdown = true;
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return shutdown;
        }

        @Override
        public boolean isTerminated() {
            return shutdown;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
