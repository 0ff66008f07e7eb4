package io.caelum.platform.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.caelum.launcher.infra.RabbitMqServer;
import io.caelum.launcher.infra.TemporaryInfra;
import io.caelum.platform.bus.broker.DeadLetters;
import io.caelum.platform.bus.wire.WireJson;
import io.caelum.platform.trace.Tracing;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** A virtual host of its own on a real broker, and the broker's management interface to do harm with. */
final class TestBroker implements AutoCloseable {

    private final URI amqp;
    private final URI management;
    private final String vhost = "bus-" + UUID.randomUUID();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<AutoCloseable> open = new ArrayList<>();

    private TestBroker(String amqp, String management) {
        this.amqp = URI.create(amqp);
        this.management = URI.create(management);
    }

    static TestBroker fresh() {
        String amqp = System.getenv("CAELUM_TEST_RABBITMQ");
        String management = System.getenv("CAELUM_TEST_RABBITMQ_MANAGEMENT");
        var broker = amqp == null || management == null
                ? new TestBroker(Own.SERVER.endpoint(), Own.SERVER.management())
                : new TestBroker(amqp, management);
        broker.ask("PUT", "/api/vhosts/" + broker.vhost, null);
        return broker;
    }

    /** Started only if no broker is given; stops by itself when the Java machine ends. */
    private static final class Own {
        static final RabbitMqServer SERVER = new TemporaryInfra().rabbitMq();
    }

    String url() {
        return "rabbit://" + amqp.getUserInfo() + "@" + amqp.getHost() + ":" + amqp.getPort() + "/" + vhost;
    }

    /** The URL by another way to the broker. */
    String urlAt(int port) {
        return "rabbit://" + amqp.getUserInfo() + "@127.0.0.1:" + port + "/" + vhost;
    }

    String host() {
        return amqp.getHost();
    }

    int port() {
        return amqp.getPort();
    }

    RabbitBus bus(String service, String host) {
        return bus(service, host, "");
    }

    RabbitBus bus(String service, String host, String options) {
        var bus = new RabbitBus(BusSettings.of(url() + options, service, host), Buses.VERTX, Tracing.none());
        open.add(bus);
        return bus;
    }

    /** Publishes a message as a peer without our library would. */
    void publish(String exchange, String routingKey, BasicProperties properties, byte[] body) throws Exception {
        try (Connection connection = connection();
                Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.basicPublish(exchange, routingKey, properties, body);
            channel.waitForConfirmsOrDie(5_000);
        }
    }

    /** How many messages lie in the queue of dead letters. */
    long deadLetters() throws Exception {
        try (Connection connection = connection();
                Channel channel = connection.createChannel()) {
            return channel.messageCount(DeadLetters.QUEUE);
        } catch (IOException notThereYet) {
            return 0;
        }
    }

    GetResponse takeDeadLetter() throws Exception {
        try (Connection connection = connection();
                Channel channel = connection.createChannel()) {
            return channel.basicGet(DeadLetters.QUEUE, true);
        }
    }

    Connection connection() throws Exception {
        var factory = new ConnectionFactory();
        factory.setHost(amqp.getHost());
        factory.setPort(amqp.getPort());
        factory.setUsername(amqp.getUserInfo().split(":", 2)[0]);
        factory.setPassword(amqp.getUserInfo().split(":", 2)[1]);
        factory.setVirtualHost(vhost);
        return factory.newConnection("test");
    }

    /** Closes every connection to the virtual host, as a network that breaks. */
    void cutConnections() {
        for (JsonNode connection : ask("GET", "/api/vhosts/" + vhost + "/connections", null)) {
            ask("DELETE", "/api/connections/" + encode(connection.path("name").asText()), null);
        }
    }

    int connections() {
        return ask("GET", "/api/vhosts/" + vhost + "/connections", null).size();
    }

    List<String> queues() {
        var names = new ArrayList<String>();
        ask("GET", "/api/queues/" + vhost, null)
                .forEach(queue -> names.add(queue.path("name").asText()));
        return names;
    }

    JsonNode queue(String name) {
        return ask("GET", "/api/queues/" + vhost + "/" + encode(name), null);
    }

    void deleteQueue(String name) {
        ask("DELETE", "/api/queues/" + vhost + "/" + encode(name), null);
    }

    void deleteExchange(String name) {
        ask("DELETE", "/api/exchanges/" + vhost + "/" + encode(name), null);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode ask(String method, String path, String body) {
        String login =
                Base64.getEncoder().encodeToString(management.getUserInfo().getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(
                        URI.create("http://" + management.getHost() + ":" + management.getPort() + path))
                .header("Authorization", "Basic " + login)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return WireJson.MAPPER.readTree(response.body().isEmpty() ? "null" : response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        ask("DELETE", "/api/vhosts/" + vhost, null);
    }
}
