package io.caelum.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.caelum.platform.bus.Serving.Threading;
import io.caelum.platform.bus.broker.DeadLetters;
import io.caelum.platform.bus.notify.Audience;
import io.caelum.platform.bus.notify.Listener;
import io.caelum.platform.bus.notify.Notification;
import io.caelum.platform.bus.notify.NotificationFormat;
import io.caelum.platform.context.CurrentContext;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListeningTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private TestBroker broker;
    private RabbitBus bus;

    @BeforeEach
    void start() {
        broker = TestBroker.fresh();
        bus = broker.bus("listener", "here");
        bus.declareNotificationTopic("nova", "notifications", "INFO").await().atMost(PATIENCE);
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    private void tell(String id, String event) throws Exception {
        var notification = new Notification(
                id,
                "compute.here",
                event,
                "INFO",
                Map.of(),
                NotificationFormat.timestamp(Instant.now()),
                Map.of("request_id", "req-" + event));
        broker.publish(
                "nova",
                "notifications.info",
                new BasicProperties.Builder()
                        .contentType("application/json")
                        .contentEncoding("utf-8")
                        .build(),
                NotificationFormat.body(notification));
    }

    private void tell(String event) throws Exception {
        tell(UUID.randomUUID().toString(), event);
    }

    private static Listener into(List<String> heard) {
        return notification -> {
            heard.add(notification.eventType());
            return Uni.createFrom().voidItem();
        };
    }

    private void awaitReady() {
        await().atMost(PATIENCE).until(bus::isReady);
    }

    @Test
    void whatWasToldWhileNobodyListenedIsHeardInOrder() throws Exception {
        tell("one");
        tell("two");
        var heard = new CopyOnWriteArrayList<String>();

        bus.listen(Audience.of("nova"), into(heard));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).containsExactly("one", "two"));
        await().atMost(PATIENCE)
                .until(() -> broker.queue("notifications.info").path("messages").asInt() == 0);
    }

    @Test
    void theListenerActsOnBehalfOfTheRequestThatItHearsOf() throws Exception {
        var requests = new CopyOnWriteArrayList<String>();
        for (Threading threading : Threading.values()) {
            bus.listen(Audience.of("nova").forThisProcess().on(threading), notification -> {
                requests.add(CurrentContext.get().requestId());
                return Uni.createFrom().voidItem();
            });
        }
        awaitReady();

        tell("one");

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(requests).hasSameSizeAs(Threading.values()).containsOnly("req-one"));
    }

    @Test
    void everyPoolAndEveryProcessGetsItsOwnCopy() throws Exception {
        var plain = new CopyOnWriteArrayList<String>();
        var pool = new CopyOnWriteArrayList<String>();
        var own = new CopyOnWriteArrayList<String>();
        bus.listen(Audience.of("nova"), into(plain));
        bus.listen(Audience.of("nova").inPool("audit"), into(pool));
        bus.listen(Audience.of("nova").inPool("audit"), into(pool));
        bus.listen(Audience.of("nova").forThisProcess(), into(own));
        awaitReady();

        tell("one");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(plain).containsExactly("one");
            assertThat(pool).containsExactly("one");
            assertThat(own).containsExactly("one");
        });
    }

    @Test
    void aListenerThatFailsHearsItAgainAndThenTheNext() throws Exception {
        var heard = new CopyOnWriteArrayList<String>();
        bus.listen(Audience.of("nova"), notification -> {
            heard.add(notification.eventType());
            return heard.size() < 3
                    ? Uni.createFrom().failure(new IllegalStateException("not yet"))
                    : Uni.createFrom().voidItem();
        });
        tell("one");
        tell("two");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).containsExactly("one", "one", "one", "two"));
        assertThat(bus.counters().unheard.sum()).isZero();
    }

    @Test
    void whatAListenerFailsOnAgainAndAgainIsKeptAsADeadLetter() throws Exception {
        var heard = new CopyOnWriteArrayList<String>();
        bus.listen(Audience.of("nova"), notification -> {
            heard.add(notification.eventType());
            return notification.eventType().equals("bad")
                    ? Uni.createFrom().failure(new IllegalStateException("never"))
                    : Uni.createFrom().voidItem();
        });
        tell("bad");
        tell("good");

        await().atMost(PATIENCE).until(() -> heard.contains("good"));
        await().atMost(PATIENCE).until(() -> broker.deadLetters() == 1);
        assertThat(broker.takeDeadLetter().getProps().getHeaders().get(DeadLetters.REASON))
                .asString()
                .isEqualTo("a listener failed 4 times, last with java.lang.IllegalStateException: never");
        assertThat(bus.counters().unheard.sum()).isEqualTo(1);
    }

    @Test
    void whatAListenerGivesBackComesAgainAtOnce() throws Exception {
        var heard = new CopyOnWriteArrayList<String>();
        bus.listen(Audience.of("nova"), notification -> {
            heard.add(notification.eventType());
            return heard.size() == 1
                    ? Uni.createFrom().failure(new Listener.GiveBack())
                    : Uni.createFrom().voidItem();
        });
        tell("one");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).containsExactly("one", "one"));
        assertThat(bus.counters().redelivered.sum()).isEqualTo(1);
    }

    @Test
    void theSecondCopyOfANotificationIsNotHeard() throws Exception {
        var heard = new CopyOnWriteArrayList<String>();
        bus.listen(Audience.of("nova"), into(heard));
        String id = UUID.randomUUID().toString();

        tell(id, "one");
        tell(id, "one");
        tell("two");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).containsExactly("one", "two"));
    }

    @Test
    void theQueueOfATopicIsDeclaredAgainAfterTheConnectionWasLost() {
        await().atMost(PATIENCE).until(() -> broker.connections() >= 2);
        broker.deleteQueue("notifications.info");
        broker.cutConnections();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(broker.queues()).contains("notifications.info"));
    }
}
