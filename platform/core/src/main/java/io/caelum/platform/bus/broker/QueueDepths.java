package io.caelum.platform.bus.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** How many messages wait in queues, as the broker says when it is asked. */
public final class QueueDepths {

    private static final Logger LOG = Logger.getLogger(QueueDepths.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Link link;

    public QueueDepths(Link link) {
        this.link = link;
    }

    /**
     * Waits for the broker's answers.
     *
     * @return by {@linkplain Naming#withoutId name}; without those that are not there, and empty while the broker is away
     */
    public Map<String, Long> of(Collection<Queue> queues) {
        var depths = new TreeMap<String, Long>();
        try {
            Connection connection = link.await(PATIENCE);
            if (connection != null) {
                for (Queue queue : queues) {
                    ask(connection, queue, depths);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return depths;
    }

    /** On a channel of its own: the broker closes it where there is no such queue. */
    private static void ask(Connection connection, Queue queue, Map<String, Long> depths) {
        try {
            Channel channel = connection.createChannel();
            if (channel != null) {
                try {
                    depths.merge(Naming.withoutId(queue.name()), channel.messageCount(queue.name()), Long::sum);
                } finally {
                    channel.abort();
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debugf(e, "The broker does not say how many messages are in the queue %s", queue.name());
        }
    }
}
