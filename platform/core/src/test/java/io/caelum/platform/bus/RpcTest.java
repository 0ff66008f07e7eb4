package io.caelum.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import io.caelum.platform.bus.rpc.RpcRemoteException;
import io.caelum.platform.bus.rpc.RpcTimeoutException;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RpcTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static TestBroker broker;
    private static RabbitBus clientBus;
    private static TestRpc client;
    private static final TestServer ONE = new TestServer("one");
    private static final TestServer TWO = new TestServer("two");

    @BeforeAll
    static void start() {
        broker = TestBroker.fresh();
        var first = broker.bus("server", "one");
        first.serve(TestRpc.class, ONE, Serving.onEventLoop("one"));
        var second = broker.bus("server", "two");
        second.serve(TestRpc.class, TWO, Serving.onVirtualThreads("two"));
        clientBus = broker.bus("client", "here");
        client = clientBus.client(TestRpc.class);
        await().atMost(PATIENCE).until(() -> first.isReady() && second.isReady() && clientBus.isReady());
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    @Test
    void aCallBringsTheResultBack() {
        assertThat(client.add(2, 40).await().atMost(PATIENCE)).isEqualTo(42);
        assertThat(client.add(1L << 62, 1).await().atMost(PATIENCE)).isEqualTo((1L << 62) + 1);
    }

    @Test
    void recordsWithOptionalsAndInstantsArriveAsTheyWere() {
        var things = new TestRpc.Things(
                UUID.randomUUID(),
                Optional.empty(),
                Instant.parse("2026-01-02T03:04:05.678901Z"),
                Long.MAX_VALUE,
                List.of("é€", "\"quoted\""),
                Map.of("camelKey", "stays"));

        assertThat(client.things(things, Optional.empty()).await().atMost(PATIENCE))
                .isEqualTo(things);
    }

    @Test
    void aBodyOfAMegabyteComesBackWhole() {
        var text = TextNode.valueOf("ä".repeat(1_000_000));

        assertThat(client.echo(text).await().atMost(PATIENCE)).isEqualTo(text);
    }

    @Test
    void aDirectedCallReachesThatServer() {
        assertThat(client.whoamiAt("two").await().atMost(PATIENCE)).isEqualTo("two as two");
        assertThat(client.whoamiAt("one").await().atMost(PATIENCE)).isEqualTo("one as one");
    }

    @Test
    void aDirectedCallToAnAbsentServerFailsAtOnceAndSaysWhich() {
        long begin = System.nanoTime();

        assertThatThrownBy(() -> client.whoamiAt("nowhere").await().atMost(PATIENCE))
                .isInstanceOf(RpcUnreachableException.class)
                .hasMessageContaining("conformance")
                .hasMessageContaining("nowhere");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aCastToAnAbsentServerFailsAtOnce() {
        assertThatThrownBy(() -> client.markAt("nowhere", "x").await().atMost(PATIENCE))
                .isInstanceOf(RpcUnreachableException.class);
    }

    @Test
    void aCastThatDoesNotKeepIsNotHeardLater() throws Exception {
        var gone = broker.bus("server", "late");
        gone.serve(TestRpc.class, new TestServer("late"), Serving.onVirtualThreads("late"));
        await().atMost(PATIENCE).until(gone::isReady);
        gone.close();

        client.markSoonAt("late", "old").await().atMost(PATIENCE);
        try (var connection = broker.connection();
                var channel = connection.createChannel()) {
            await().atMost(PATIENCE).until(() -> channel.messageCount("conformance.late") == 0);
        }
        client.markAt("late", "new").await().atMost(PATIENCE);
        var back = new TestServer("late");
        broker.bus("server", "late").serve(TestRpc.class, back, Serving.onVirtualThreads("late"));

        await().atMost(PATIENCE).until(() -> !back.marks.isEmpty());
        assertThat(back.marks).containsExactly("new");
    }

    @Test
    void aFanoutReachesEveryServerOnce() {
        client.markAll("all").await().atMost(PATIENCE);

        await().atMost(PATIENCE).until(() -> ONE.marks.contains("all") && TWO.marks.contains("all"));
        assertThat(ONE.marks).filteredOn("all"::equals).hasSize(1);
        assertThat(TWO.marks).filteredOn("all"::equals).hasSize(1);
    }

    @Test
    void aCastReachesExactlyOneServer() {
        client.mark("single").await().atMost(PATIENCE);

        await().atMost(PATIENCE).until(() -> ONE.marks.contains("single") || TWO.marks.contains("single"));
        assertThat(ONE.marks.contains("single")).isNotEqualTo(TWO.marks.contains("single"));
    }

    @Test
    void aLateAnswerIsDroppedAndTheNextCallWorks() {
        long lateBefore = clientBus.counters().unknownReplies.sum();
        assertThatThrownBy(() -> client.sleep(1.3).await().atMost(PATIENCE))
                .isInstanceOf(RpcTimeoutException.class)
                .hasMessageContaining("sleep")
                .hasMessageContaining("1000 ms");

        assertThat(client.add(1, 1).await().atMost(PATIENCE)).isEqualTo(2);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(clientBus.counters().unknownReplies.sum()).isGreaterThan(lateBefore));
    }

    @Test
    void aFaultArrivesAsTheSameFault() {
        assertThatThrownBy(() -> client.fail("fault", "Port is in use.").await().atMost(PATIENCE))
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.kind()).isEqualTo(Fault.Kind.CONFLICT);
                    assertThat(fault.type()).isEqualTo("PortInUse");
                    assertThat(fault).hasMessage("Port is in use.");
                });
    }

    @Test
    void anUnknownFailureArrivesWithItsNames() {
        assertThatThrownBy(() -> client.fail("bug", "oops").await().atMost(PATIENCE))
                .isInstanceOfSatisfying(RpcRemoteException.class, remote -> {
                    assertThat(remote.className()).isEqualTo("IllegalStateException");
                    assertThat(remote.module()).isEqualTo("java.lang");
                });
    }
}
