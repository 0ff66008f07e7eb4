package io.caelum.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import io.caelum.testkit.TestRabbitMq.Vhost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A peer without any library: sees and sends messages as they go over the wire. */
final class RawPeer implements AutoCloseable {

    /** A message as it came. */
    record Frame(Delivery delivery) {

        BasicProperties properties() {
            return delivery.getProperties();
        }

        String routingKey() {
            return delivery.getEnvelope().getRoutingKey();
        }

        JsonNode body() {
            return PythonPeer.json(new String(delivery.getBody(), StandardCharsets.UTF_8));
        }

        /** The inner message, which stands as text in the envelope. */
        JsonNode message() {
            return PythonPeer.json(body().get("oslo.message").textValue());
        }
    }

    private final Connection connection;
    final Channel channel;

    RawPeer(Vhost vhost) throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(vhost.amqpUrl());
        connection = factory.newConnection("raw");
        channel = connection.createChannel();
    }

    /** Sees what goes through an exchange to the topic, beside those for whom it is. */
    LinkedBlockingQueue<Frame> tap(String exchange, String type) throws IOException {
        channel.exchangeDeclare(exchange, type, false, type.equals("fanout"), null);
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, exchange, "conformance");
        return consume(queue);
    }

    LinkedBlockingQueue<Frame> consume(String queue) throws IOException {
        var frames = new LinkedBlockingQueue<Frame>();
        channel.basicConsume(queue, true, (tag, delivery) -> frames.add(new Frame(delivery)), tag -> {});
        return frames;
    }

    /** How many consume a queue; none if it is not there. */
    long consumers(String queue) throws IOException {
        var own = connection.createChannel();
        try {
            return own.consumerCount(queue);
        } catch (IOException notThereYet) {
            return 0;
        } finally {
            own.abort();
        }
    }

    static Frame next(LinkedBlockingQueue<Frame> frames) throws InterruptedException {
        Frame frame = frames.poll(30, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("no message came");
        }
        return frame;
    }

    void send(String exchange, String routingKey, String contentType, String body) throws IOException {
        var properties = new BasicProperties.Builder()
                .contentType(contentType)
                .headers(Map.of())
                .build();
        channel.basicPublish(exchange, routingKey, properties, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The message in its envelope. */
    static String enveloped(String message) {
        return "{\"oslo.version\": \"2.0\", \"oslo.message\": " + TextNode.valueOf(message) + "}";
    }

    @Override
    public void close() {
        connection.abort(2_000);
    }
}
