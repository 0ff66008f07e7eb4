package io.caelum.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the broker may do to us at any moment. */
class RecoveryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestBroker broker;
    private final TestServer server = new TestServer("one");
    private RabbitBus serverBus;
    private RabbitBus clientBus;
    private TestRpc client;

    @BeforeEach
    void start() {
        broker = TestBroker.fresh();
        serverBus = broker.bus("server", "one");
        serverBus.serve(TestRpc.class, server, Serving.onVirtualThreads("one"));
        clientBus = broker.bus("client", "here");
        client = clientBus.client(TestRpc.class);
        awaitReady();
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    private void awaitReady() {
        await().atMost(PATIENCE).until(() -> serverBus.isReady() && clientBus.isReady());
    }

    private void assertCallsWork() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(client.add(1, 2).await().atMost(Duration.ofSeconds(2)))
                        .isEqualTo(3));
        assertThat(client.whoamiAt("one").await().atMost(PATIENCE)).isEqualTo("one as one");
    }

    @Test
    void allIsBackAfterTheConnectionsWereCut() {
        awaitCut();

        awaitReady();
        assertCallsWork();
        client.markAll("after").await().atMost(PATIENCE);
        await().atMost(PATIENCE).until(() -> server.marks.contains("after"));
    }

    private void awaitCut() {
        // The broker's management learns of connections with some delay.
        await().atMost(PATIENCE).until(() -> broker.connections() >= 4);
        broker.cutConnections();
    }

    @Test
    void aCallInWorkGetsItsAnswerAlthoughTheConnectionsWereCut() {
        await().atMost(PATIENCE).until(() -> broker.connections() >= 4);
        var answer = client.longSleep(2.5).subscribeAsCompletionStage();
        await().atMost(PATIENCE).until(() -> server.inWork.get() == 1);

        broker.cutConnections();

        assertThat(answer).succeedsWithin(PATIENCE).isEqualTo("slept");
    }

    @Test
    void deletedQueuesAreDeclaredAndConsumedAgain() {
        for (String queue : broker.queues()) {
            broker.deleteQueue(queue);
        }

        assertCallsWork();
        client.markAll("after").await().atMost(PATIENCE);
        await().atMost(PATIENCE).until(() -> server.marks.contains("after"));
    }

    @Test
    void aDeletedExchangeIsDeclaredAgainByTheNextSender() {
        assertCallsWork();
        broker.deleteExchange("openstack");
        for (String queue : broker.queues()) {
            broker.deleteQueue(queue);
        }

        assertCallsWork();
    }

    @Test
    void callsFailQuicklyAndSayWhyWhileThereIsNoBroker() throws Exception {
        try (var relay = new Relay(broker.host(), broker.port())) {
            try (var lonely = new RabbitBus(
                    BusSettings.of(broker.urlAt(relay.port()), "lonely", "here"),
                    Buses.VERTX,
                    io.caelum.platform.trace.Tracing.none())) {
                assertThat(lonely.isReady()).isFalse();
                TestRpc remote = lonely.client(TestRpc.class);
                assertThatThrownBy(() -> remote.mark("x").await().atMost(PATIENCE))
                        .isInstanceOf(RpcUnreachableException.class)
                        .hasMessageContaining("127.0.0.1:" + relay.port())
                        .hasMessageContaining("cannot be reached");
                assertThat(lonely.problem()).contains("cannot be reached");

                long begin = System.nanoTime();
                assertThatThrownBy(() -> remote.add(1, 1).await().atMost(PATIENCE))
                        .isInstanceOf(RpcUnreachableException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));

                relay.open();
                await().atMost(PATIENCE).until(lonely::isReady);
                assertThat(remote.add(1, 1).await().atMost(PATIENCE)).isEqualTo(2);
            }
        }
    }

    @Test
    void castsOfAShortInterruptionAreSentOnceItIsOver() throws Exception {
        try (var relay = new Relay(broker.host(), broker.port())) {
            relay.open();
            try (var bus = new RabbitBus(
                    BusSettings.of(broker.urlAt(relay.port()), "client", "there"),
                    Buses.VERTX,
                    io.caelum.platform.trace.Tracing.none())) {
                await().atMost(PATIENCE).until(bus::isReady);
                TestRpc remote = bus.client(TestRpc.class);
                relay.close();

                var casts = IntStream.range(0, 50)
                        .mapToObj(i -> remote.mark("m" + i).subscribeAsCompletionStage())
                        .toList();
                Thread.sleep(500);
                relay.open();

                assertThat(casts).allSatisfy(cast -> assertThat(cast).succeedsWithin(PATIENCE));
                await().atMost(PATIENCE).until(() -> server.marks.size() == 50);
                assertThat(server.marks).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void twoHundredCallsAtOnceGetEachTheirOwnAnswerWhileConnectionsAreCut() {
        await().atMost(PATIENCE).until(() -> broker.connections() >= 4);
        var answers = IntStream.range(0, 200)
                .mapToObj(i -> client.add(i, 0).subscribeAsCompletionStage())
                .toList();
        broker.cutConnections();

        var results = answers.stream()
                .map(a -> {
                    try {
                        return a.get(20, java.util.concurrent.TimeUnit.SECONDS);
                    } catch (Exception e) {
                        return -1L;
                    }
                })
                .toList();

        for (int i = 0; i < 200; i++) {
            assertThat(results.get(i)).isIn((long) i, -1L);
        }
        assertThat(results.stream().filter(r -> r >= 0).count()).isGreaterThan(150);
    }

    @Test
    void closingFinishesWhatIsInWorkAndRemovesOwnQueues() {
        var answer = client.longSleep(1).subscribeAsCompletionStage();
        await().atMost(PATIENCE).until(() -> server.inWork.get() == 1);

        serverBus.close();

        assertThat(answer).succeedsWithin(PATIENCE).isEqualTo("slept");
        assertThat(broker.queues().stream().filter(q -> q.contains("_fanout_")).collect(Collectors.toList()))
                .isEmpty();
        clientBus.close();
        assertThat(broker.queues())
                .allMatch(name -> List.of("conformance", "conformance.one").contains(name));
        assertThatThrownBy(() -> client.mark("x").await().atMost(PATIENCE)).isInstanceOf(RpcUnreachableException.class);
    }

    @Test
    void aServerThatWasClosedServesNoMore() throws Exception {
        var other = broker.bus("server", "two");
        Bus.Served served = other.serve(TestRpc.class, new TestServer("two"), Serving.onVirtualThreads("two"));
        await().atMost(PATIENCE).until(served::isConsuming);
        served.close();

        assertThat(served.isConsuming()).isFalse();
        assertThat(other.isReady()).isTrue();
        Uni<String> call = client.whoami();
        for (int i = 0; i < 5; i++) {
            assertThat(call.await().atMost(PATIENCE)).isEqualTo("one");
        }
    }
}
