package io.caelum.platform.bus.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Declares what messages need before they can be sent, each thing once per channel. A declaration that the broker refuses
 * closes its channel, therefore each happens on a channel of its own and never breaks the one that carries messages.
 */
final class Topology {

    private static final Logger LOG = Logger.getLogger(Topology.class);

    private final Link link;
    private final Set<Exchange> declared = ConcurrentHashMap.newKeySet();

    Topology(Link link) {
        this.link = link;
    }

    /** After a channel broke nobody knows what is still there. */
    void forgetAll() {
        declared.clear();
    }

    boolean knows(Outgoing message) {
        return message.exchange() == Exchange.DEFAULT || declared.contains(message.exchange());
    }

    void require(Outgoing message) throws IOException {
        if (!knows(message)) {
            inOwnChannel(channel -> declare(channel, message.exchange()));
            declared.add(message.exchange());
        }
    }

    static void declare(Channel channel, Exchange exchange) throws IOException {
        channel.exchangeDeclare(
                exchange.name(), exchange.type(), exchange.durable(), exchange.autoDelete(), exchange.arguments());
    }

    static void declare(Channel channel, Queue queue) throws IOException {
        channel.queueDeclare(queue.name(), queue.durable(), false, queue.autoDelete(), queue.arguments());
    }

    static void bind(Channel channel, Binding binding) throws IOException {
        channel.queueBind(binding.queue().name(), binding.exchange().name(), binding.routingKey());
    }

    /** True if the broker complains that the thing exists with other flags (406). */
    static boolean isConflict(Throwable e) {
        return e.getCause() instanceof ShutdownSignalException signal
                && signal.getReason() instanceof AMQP.Channel.Close close
                && close.getReplyCode() == AMQP.PRECONDITION_FAILED;
    }

    private void inOwnChannel(Declaration declaration) throws IOException {
        try {
            Connection connection = link.await(Duration.ofSeconds(1));
            if (connection == null) {
                throw new IOException("the connection is lost");
            }
            inOwnChannel(connection, declaration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Declares, and goes on with what is there if that has other flags. */
    static void inOwnChannel(Connection connection, Declaration declaration) throws IOException {
        Channel channel = connection.createChannel();
        if (channel == null) {
            throw new IOException("the broker gives no further channel");
        }
        try {
            declaration.on(channel);
        } catch (IOException e) {
            if (!isConflict(e)) {
                throw e;
            }
            LOG.errorf(
                    "The broker has it with other flags than ours, we go on with what is there: %s",
                    e.getCause().getMessage());
        } finally {
            channel.abort();
        }
    }

    interface Declaration {
        void on(Channel channel) throws IOException;
    }
}
