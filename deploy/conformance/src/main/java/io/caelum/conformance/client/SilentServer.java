package io.caelum.conformance.client;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.caelum.platform.bus.Address;
import io.caelum.platform.bus.BrokerUrl;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** A server that takes messages and says nothing: a queue without a consumer, which goes with this program. */
final class SilentServer implements AutoCloseable {

    private final String name = "silent-" + UUID.randomUUID();
    private final Connection connection;

    SilentServer(BrokerUrl url, Address address, boolean durable) throws IOException, TimeoutException {
        var node = url.nodes().getFirst();
        var factory = new ConnectionFactory();
        factory.setHost(node.host());
        factory.setPort(node.port());
        factory.setUsername(node.user());
        factory.setPassword(node.password());
        factory.setVirtualHost(url.virtualHost());
        connection = factory.newConnection("conformance-silent");
        Channel channel = connection.createChannel();
        String queue = address.topic() + "." + name;
        channel.exchangeDeclare(address.exchange(), "topic", durable);
        channel.queueDeclare(queue, false, true, true, null);
        channel.queueBind(queue, address.exchange(), queue);
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        connection.abort(2_000);
    }
}
