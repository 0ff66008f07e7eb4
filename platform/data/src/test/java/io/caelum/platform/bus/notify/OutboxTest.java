package io.caelum.platform.bus.notify;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.FirstOutage;
import io.caelum.platform.data.measure.Measures;
import io.caelum.platform.wire.WithBrokerOnAWire;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OutboxTest {

    private static final String QUEUE = "notifications.info";

    @Inject
    Db db;

    @Inject
    Outbox outbox;

    @Inject
    Measures measures;

    @Inject
    MeterRegistry metrics;

    private final String resource = UUID.randomUUID().toString();
    private Connection connection;
    private Channel channel;

    @BeforeEach
    void listen() throws Exception {
        FirstOutage.end();
        db.whenReady().await().atMost(Duration.ofSeconds(20));
        WithBrokerOnAWire.wire().mend();
        var factory = new ConnectionFactory();
        factory.setUri(WithBrokerOnAWire.broker().amqpUrl());
        connection = factory.newConnection();
        channel = connection.createChannel();
        channel.queueDeclare(QUEUE, false, false, false, null);
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
    }

    @Test
    void aNotificationIsSentAfterTheCommitWithAllItsFields() {
        var request = RequestContext.anonymous();

        CurrentContext.callAs(
                request,
                () -> wait(db.withTransaction(
                        tx -> outbox.record(tx, "test.created", resource, Map.of("id", resource, "size", 7)))));

        Notification heard = heard(1).getFirst();
        assertThat(heard.eventType()).isEqualTo("test.created");
        assertThat(heard.priority()).isEqualTo("INFO");
        assertThat(heard.payload()).containsEntry("size", 7);
        assertThat(heard.publisherId()).contains(".");
        assertThat(heard.timestamp()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d{6})?");
        assertThat(heard.context()).containsEntry("request_id", request.requestId());
        await().atMost(20, SECONDS).until(() -> waiting() == 0);
    }

    @Test
    void nothingIsSentWhenTheTransactionRollsBack() throws Exception {
        var failure = db.withTransaction(tx -> outbox.record(tx, "test.created", resource, Map.of())
                        .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException("no"))))
                .onItemOrFailure()
                .transform((item, thrown) -> thrown)
                .await()
                .atMost(Duration.ofSeconds(20));

        assertThat(failure).hasMessage("no");
        Thread.sleep(1500);
        assertThat(channel.basicGet(QUEUE, true)).isNull();
    }

    @Test
    void manyOfOneResourceArriveInOrder() {
        record(0, 250);

        assertThat(numbers(heard(250))).isEqualTo(upTo(250));
    }

    @Test
    void nothingIsLostWhileTheBrokerIsAwayAndNobodyWaitsForIt() {
        record(0, 5);
        heard(5);
        WithBrokerOnAWire.wire().cut();

        long begun = System.nanoTime();
        record(5, 30);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
        assertThat(waiting()).isEqualTo(25);
        wait(measures.measure());
        assertThat(metrics.get("caelum.outbox.rows").gauge().value()).isGreaterThanOrEqualTo(25);
        assertThat(metrics.get("caelum.outbox.oldest.seconds").gauge().value()).isPositive();
        WithBrokerOnAWire.wire().mend();

        assertThat(numbers(heard(25))).isEqualTo(IntStream.range(5, 30).boxed().toList());
        await().atMost(20, SECONDS).until(() -> waiting() == 0);
    }

    @Test
    void aConnectionThatBreaksWhileSendingLosesNothingAndRepeatsUnderTheSameId() throws Exception {
        for (int i = 0; i < 300; i += 50) {
            record(i, i + 50);
            WithBrokerOnAWire.wire().cut();
            Thread.sleep(100);
            WithBrokerOnAWire.wire().mend();
        }

        var heard = heard(300);
        assertThat(numbers(heard)).containsExactlyInAnyOrderElementsOf(upTo(300));
        await().atMost(20, SECONDS).until(() -> waiting() == 0);
    }

    /** Without a queue the broker confirms what it throws away. */
    @Tag("long")
    @Test
    void nothingIsLostWhenSomebodyDeletesTheQueue() throws Exception {
        record(0, 1);
        heard(1);
        channel.queueDelete(QUEUE);

        record(1, 2);

        await().atMost(60, SECONDS).ignoreExceptions().until(() -> {
            try (var other = connection.createChannel()) {
                return other.queueDeclarePassive(QUEUE).getMessageCount() > 0;
            }
        });
        assertThat(numbers(heard(1))).containsExactly(1);
        await().atMost(20, SECONDS).until(() -> waiting() == 0);
    }

    @Test
    void eachPriorityHasItsOwnQueue() {
        wait(db.withTransaction(tx -> outbox.record(tx, "error", "test.failed", resource, Map.of())));

        await().atMost(20, SECONDS).ignoreExceptions().untilAsserted(() -> {
            try (var other = connection.createChannel()) {
                assertThat(other.basicGet("notifications.error", true)).isNotNull();
            }
        });
    }

    @Test
    void aRowIsSentWithTheSameBytesEachTime() {
        var notification = new Notification(
                UUID.randomUUID().toString(),
                "test.host",
                "test.created",
                "INFO",
                Map.of("a", 1),
                "",
                Map.of("auth_token", "secret", "request_id", "req-1"));
        var row = OutboxRow.of(notification, resource, Instant.parse("2026-01-02T03:04:05.678901Z"));

        assertThat(NotificationFormat.body(row.notification()))
                .isEqualTo(NotificationFormat.body(row.notification()))
                .asString()
                .contains("2026-01-02 03:04:05.678901", notification.messageId())
                .doesNotContain("secret");
    }

    // ---- words ----

    private void record(int from, int to) {
        for (int i = from; i < to; i++) {
            int number = i;
            wait(db.withTransaction(
                    tx -> outbox.record(tx, "test.changed", resource, Map.of("id", resource, "number", number))));
        }
    }

    /** Hears so many of this test's notifications; repeated ones count once. */
    private List<Notification> heard(int count) {
        var all = new ArrayList<Notification>();
        var ids = new HashSet<String>();
        await().atMost(40, SECONDS).until(() -> {
            for (GetResponse next = channel.basicGet(QUEUE, true); next != null; next = channel.basicGet(QUEUE, true)) {
                var notification = NotificationFormat.read(next.getProps(), next.getBody());
                if (resource.equals(notification.payload().get("id")) && ids.add(notification.messageId())) {
                    all.add(notification);
                }
            }
            return all.size() >= count;
        });
        assertThat(all).hasSize(count);
        return all;
    }

    private static List<Integer> numbers(List<Notification> heard) {
        return heard.stream()
                .map(notification -> (Integer) notification.payload().get("number"))
                .toList();
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private long waiting() {
        return wait(db.read(tx -> tx.session()
                .createQuery("select count(*) from OutboxRow where resourceId = :id", Long.class)
                .setParameter("id", resource)
                .getSingleResult()));
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
