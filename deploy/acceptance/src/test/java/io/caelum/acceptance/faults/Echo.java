package io.caelum.acceptance.faults;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Says again, some time later, what it has heard of services: so messages come twice, and late, and out of order. */
final class Echo implements AutoCloseable {

    private static final int MOST_TIMES = 2;

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong repeated = new AtomicLong();
    private final Connection connection;
    private final Channel channel;
    private volatile int latestMillis;

    /** @param uri of the broker itself: {@code amqp://user:password@host:port/vhost} */
    Echo(String uri) throws IOException, TimeoutException {
        try {
            var factory = new ConnectionFactory();
            factory.setUri(uri);
            connection = factory.newConnection("echo");
        } catch (URISyntaxException | GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
        channel = connection.createChannel();
    }

    /** One for each connection. */
    BrokerProxy.Listener listener() {
        return new Publications(this::repeat);
    }

    /** Every message comes once or twice more, each time up to so late; 0 for none. */
    void repeatWithin(int millis) {
        latestMillis = millis;
    }

    long repeated() {
        return repeated.get();
    }

    private void repeat(Publications.Publication message) {
        var random = ThreadLocalRandom.current();
        int latest = latestMillis;
        for (int times = latest == 0 ? 0 : random.nextInt(1, MOST_TIMES + 1); times > 0; times--) {
            var unused = later.schedule(() -> publish(message), random.nextInt(latest), TimeUnit.MILLISECONDS);
        }
    }

    private void publish(Publications.Publication message) {
        try {
            channel.basicPublish(message.exchange(), message.routingKey(), message.properties(), message.body());
            repeated.incrementAndGet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        later.shutdownNow();
        connection.close();
    }
}
