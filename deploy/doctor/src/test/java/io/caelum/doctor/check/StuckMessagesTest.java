package io.caelum.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Broker;
import io.caelum.doctor.sight.Database;
import io.caelum.doctor.sight.Hosts;
import io.caelum.doctor.sight.ImageStore;
import io.caelum.doctor.sight.Sight;
import io.caelum.doctor.sight.Undecided;
import io.caelum.platform.bus.broker.DeadLetters;
import io.caelum.testkit.TestRabbitMq;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a real broker, whose management counts messages every few seconds. */
class StuckMessagesTest {

    private static final Duration COUNTED = Duration.ofSeconds(40);

    private static TestRabbitMq.Vhost vhost;
    private static Connection connection;

    @BeforeAll
    static void connect() throws Exception {
        vhost = TestRabbitMq.freshVhost();
        var factory = new ConnectionFactory();
        factory.setUri(vhost.amqpUrl());
        connection = factory.newConnection();
    }

    @AfterAll
    static void remove() throws Exception {
        connection.close();
        vhost.close();
    }

    private static Sight sight() {
        URI management = URI.create("http://%s:%s@%s:%d"
                .formatted(
                        vhost.user(),
                        vhost.password(),
                        vhost.management().getHost(),
                        vhost.management().getPort()));
        var nowhere = new Database("nowhere", "jdbc:postgresql://127.0.0.1:1/nowhere");
        return new Sight(
                nowhere,
                nowhere,
                nowhere,
                nowhere,
                Hosts.none(),
                new Broker(management, vhost.name()),
                new ImageStore(Path.of("/nowhere")));
    }

    private static void deadLetter(String from, String reason) throws Exception {
        try (var channel = connection.createChannel()) {
            channel.queueDeclare(DeadLetters.QUEUE, true, false, false, Map.of());
            var properties = new BasicProperties.Builder()
                    .headers(Map.of(
                            DeadLetters.FROM,
                            from,
                            DeadLetters.REASON,
                            reason,
                            DeadLetters.BY,
                            "compute-control@one:1"))
                    .build();
            channel.basicPublish("", DeadLetters.QUEUE, properties, "secret".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void deadLettersAreToldWithTheirReasonsAndStay() throws Exception {
        for (int i = 0; i < 3; i++) {
            deadLetter("topic compute-control", "it cannot be read");
        }
        deadLetter("notifications.info", "a listener failed four times");

        Breach breach = await().atMost(COUNTED)
                .ignoreException(Undecided.class)
                .until(
                        () -> new StuckMessages().run(sight()),
                        found -> found.stream().anyMatch(one -> one.sentence().startsWith("4 messages")))
                .getFirst();

        assertThat(breach.kind()).isEqualTo("dead-letters");
        assertThat(breach.subject()).isEqualTo(DeadLetters.QUEUE);
        assertThat(breach.sentence())
                .contains("3 for topic compute-control, given up by compute-control@one:1: it cannot be read")
                .contains("1 for notifications.info, given up by compute-control@one:1: a listener failed four times")
                .doesNotContain("secret");
        assertThat(breach.repair()).isInstanceOf(Repair.ByHand.class);
        try (var channel = connection.createChannel()) {
            assertThat(channel.messageCount(DeadLetters.QUEUE)).isEqualTo(4);
        }
    }

    @Test
    void messagesThatNobodyTakesAreToldByTheirQueue() throws Exception {
        try (var channel = connection.createChannel()) {
            channel.queueDeclare("compute.host-9", true, false, false, Map.of());
            channel.queueDeclare("notifications.info", true, false, false, Map.of());
            for (String queue : List.of("compute.host-9", "notifications.info")) {
                channel.basicPublish("", queue, null, new byte[1]);
            }
        }

        await().atMost(COUNTED)
                .ignoreException(Undecided.class)
                .untilAsserted(() -> assertThat(new StuckMessages().run(sight()))
                        .filteredOn(breach -> breach.kind().equals("queue-without-consumer"))
                        .extracting(Breach::subject)
                        .containsExactly("compute.host-9"));
    }
}
