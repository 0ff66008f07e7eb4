package io.caelum.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.caelum.platform.bus.broker.DeadLetters;
import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.RpcTimeoutException;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server does with messages as peers of any kind send them. */
class ServingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private TestBroker broker;
    private RabbitBus bus;
    private final TestServer server = new TestServer("one");

    @BeforeEach
    void start() {
        broker = TestBroker.fresh();
        bus = broker.bus("server", "one");
        bus.serve(TestRpc.class, server, Serving.onEventLoop("one").withPrefetch(3));
        await().atMost(PATIENCE).until(bus::isReady);
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    private static BasicProperties json(Map<String, Object> headers) {
        return new BasicProperties.Builder()
                .contentType("application/json")
                .headers(headers)
                .build();
    }

    private void send(Map<String, Object> headers, String body) throws Exception {
        broker.publish("openstack", "conformance", json(headers), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String mark(String id, String uniqueId) {
        String inner =
                "{\"method\": \"mark\", \"args\": {\"id\": \"" + id + "\"}, \"_unique_id\": \"" + uniqueId + "\"}";
        return "{\"oslo.version\": \"2.0\", \"oslo.message\": \"" + inner.replace("\"", "\\\"") + "\"}";
    }

    private void awaitMark(String id) {
        await().atMost(PATIENCE).until(() -> server.marks.contains(id));
    }

    @Test
    void howManyMessagesWaitIsToldByQueueWithoutTheIdsOfProcesses() {
        assertThat(bus.queueDepths())
                .containsOnlyKeys("conformance", "conformance.one", "conformance_fanout")
                .allSatisfy((queue, depth) -> assertThat(depth).isZero());
    }

    @Test
    void messagesThatNobodyHasTimeForAreCounted() {
        var client = bus.client(TestRpc.class);
        var calls = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < 12; i++) {
            calls.add(client.longSleep(1).subscribeAsCompletionStage());
        }

        // three are in work, and one is handed out beyond those
        await().atMost(PATIENCE).until(() -> bus.queueDepths().getOrDefault("conformance", 0L) > 4);
        calls.forEach(CompletableFuture::join);
        assertThat(bus.queueDepths()).containsEntry("conformance", 0L);
    }

    @Test
    void theSecondCopyOfAMessageIsNotWorkedOn() throws Exception {
        send(Map.of(), mark("once", "u1"));
        send(Map.of(), mark("once", "u1"));
        send(Map.of(), mark("end", "u2"));

        awaitMark("end");
        assertThat(server.marks).filteredOn("once"::equals).hasSize(1);
        assertThat(bus.counters().duplicates.sum()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsKeptAsDeadLetters() throws Exception {
        for (String body : List.of(
                "no JSON",
                "[1]",
                "\"text\"",
                "{\"oslo.version\": \"2.1\", \"oslo.message\": \"{}\"}",
                "{\"oslo.version\": \"2.0\", \"oslo.message\": {}}",
                "{\"oslo.version\": \"2.0\", \"oslo.message\": \"no JSON\"}")) {
            send(Map.of(), body);
        }
        send(Map.of(), mark("end", "u3"));

        awaitMark("end");
        await().atMost(PATIENCE).until(() -> broker.deadLetters() == 6);
        assertThat(bus.counters().undecodable.sum()).isEqualTo(6);
        var bodies = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            GetResponse letter = broker.takeDeadLetter();
            bodies.add(new String(letter.getBody(), StandardCharsets.UTF_8));
            assertThat(headers(letter))
                    .containsEntry(DeadLetters.FROM, "topic conformance at one")
                    .containsKeys(DeadLetters.AT, DeadLetters.BY)
                    .hasEntrySatisfying(
                            DeadLetters.REASON, reason -> assertThat(reason).startsWith("it cannot be read: "));
        }
        assertThat(bodies).contains("no JSON", "[1]", "\"text\"");
    }

    private static Map<String, String> headers(GetResponse message) {
        return message.getProps().getHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, header -> header.getValue().toString()));
    }

    @Test
    void castsOnWhichNobodyCanWorkAreKeptAsDeadLetters() throws Exception {
        send(Map.of(), "{\"method\": \"no_such\", \"args\": {}}");
        send(Map.of(), "{\"method\": \"mark\", \"args\": {\"it\": \"odd\"}}");
        send(Map.of(), "{\"method\": \"mark\", \"version\": \"9.0\", \"args\": {\"id\": \"new\"}}");
        send(Map.of(), "{\"method\": \"fail\", \"args\": {\"kind\": \"bug\", \"message\": \"oops\"}}");

        await().atMost(PATIENCE).until(() -> broker.deadLetters() == 4);
        var reasons = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            reasons.add(headers(broker.takeDeadLetter()).get(DeadLetters.REASON));
        }
        assertThat(reasons)
                .containsExactlyInAnyOrder(
                        "Endpoint does not support RPC method no_such",
                        "mark() is missing the argument 'id'",
                        "Endpoint does not support RPC version 9.0. Attempted method: mark",
                        "fail failed with java.lang.IllegalStateException: oops");
        assertThat(bus.counters().deadLetters.sum()).isEqualTo(4);
    }

    @Test
    void failuresForWhichACallerWaitsAreNoDeadLetters() throws Exception {
        var client = broker.bus("client", "here").client(TestRpc.class);

        for (String kind : List.of("bug", "fault")) {
            assertThatThrownBy(() -> client.fail(kind, "oops").await().atMost(PATIENCE))
                    .hasMessageContaining("oops");
        }
        send(Map.of(), "{\"method\": \"fail\", \"args\": {\"kind\": \"fault\", \"message\": \"for the caller\"}}");
        send(Map.of(), mark("end", "u7"));

        awaitMark("end");
        assertThat(bus.counters().deadLetters.sum()).isZero();
    }

    @Test
    void aMessageWithoutAnEnvelopeIsTakenAsTheOldFormat() throws Exception {
        send(Map.of(), "{\"method\": \"mark\", \"args\": {\"id\": \"bare\"}, \"surplus\": 1}");

        awaitMark("bare");
    }

    @Test
    void compressedBodiesAreInflated() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zlib = new DeflaterOutputStream(bytes)) {
            zlib.write(mark("small", "u4").getBytes(StandardCharsets.UTF_8));
        }

        broker.publish(
                "openstack", "conformance", json(Map.of("compression", "application/x-gzip")), bytes.toByteArray());

        awaitMark("small");
    }

    @Test
    void workIsNotBegunWhenItsCallerHasGivenUp() throws Exception {
        send(Map.of("x-caelum-deadline", System.currentTimeMillis() - 1), mark("late", "u5"));
        send(Map.of("x-caelum-deadline", System.currentTimeMillis() + 60_000), mark("timely", "u6"));

        awaitMark("timely");
        assertThat(server.marks).doesNotContain("late");
        assertThat(bus.counters().expired.sum()).isEqualTo(1);
    }

    @Test
    void noMoreIsInWorkThanAllowed() {
        var client = broker.bus("client", "here").client(TestRpc.class);
        var answers = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < 9; i++) {
            answers.add(client.longSleep(0.2).subscribeAsCompletionStage());
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer).succeedsWithin(PATIENCE));

        assertThat(server.mostInWork.get()).isEqualTo(3);
    }

    @RpcTopic(value = "outer", exchange = "openstack")
    interface OuterRpc {
        @Call(timeoutMillis = 700)
        Uni<String> sleepInside();
    }

    @Test
    void aCallWithinACallDoesNotOutliveIt() throws Exception {
        var middle = broker.bus("middle", "here");
        TestRpc inner = middle.client(TestRpc.class);
        var heard = new CompletableFuture<Throwable>();
        middle.serve(
                OuterRpc.class,
                () -> inner.longSleep(5).onFailure().invoke(heard::complete),
                Serving.onEventLoop("here"));
        await().atMost(PATIENCE).until(middle::isReady);
        long begin = System.nanoTime();

        assertThatThrownBy(() -> broker.bus("client", "here")
                        .client(OuterRpc.class)
                        .sleepInside()
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(RpcTimeoutException.class);

        assertThat(heard.get(4, TimeUnit.SECONDS)).isInstanceOf(RpcTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(4_900));
    }

    @Test
    void queuesAndExchangesHaveTheFlagsThatPythonPeersExpect() {
        assertThat(broker.queue("conformance").path("durable").asBoolean()).isFalse();
        assertThat(broker.queue("conformance").path("arguments")).isEmpty();
        assertThat(broker.queue("conformance.one").path("auto_delete").asBoolean())
                .isFalse();
        String fanout = broker.queues().stream()
                .filter(q -> q.startsWith("conformance_fanout_"))
                .findFirst()
                .orElseThrow();
        assertThat(fanout).matches("conformance_fanout_[0-9a-f]{32}");
        assertThat(broker.queue(fanout).path("arguments").path("x-expires").asInt())
                .isEqualTo(1_800_000);
    }

    @Test
    void queuesCanBeDurableOrReplicated() {
        var durable = broker.bus("durable", "d", "?amqp_durable_queues=true");
        durable.serve(DurableRpc.class, () -> Uni.createFrom().item("d"), Serving.onEventLoop("d"));
        var quorum = broker.bus("quorum", "q", "?rabbit_quorum_queue=true");
        quorum.serve(QuorumRpc.class, () -> Uni.createFrom().item("q"), Serving.onEventLoop("q"));

        await().atMost(PATIENCE).until(() -> durable.isReady() && quorum.isReady());
        assertThat(broker.queue("durable").path("durable").asBoolean()).isTrue();
        assertThat(broker.queue("quorum").path("arguments").path("x-queue-type").asText())
                .isEqualTo("quorum");
        assertThat(durable.client(DurableRpc.class).who().await().atMost(PATIENCE))
                .isEqualTo("d");
        assertThat(quorum.client(QuorumRpc.class).who().await().atMost(PATIENCE))
                .isEqualTo("q");
    }

    @RpcTopic(value = "durable", exchange = "durables")
    interface DurableRpc {
        @Call
        Uni<String> who();
    }

    @RpcTopic(value = "quorum", exchange = "quorums")
    interface QuorumRpc {
        @Call
        Uni<String> who();
    }

    @Test
    void anExchangeWithOtherFlagsIsUsedAsItIs() {
        var durable = broker.bus("durable", "d", "?amqp_durable_queues=true");
        var client = durable.client(TestRpc.class);

        assertThat(client.add(1, 1).await().atMost(PATIENCE)).isEqualTo(2);
    }
}
