package io.caelum.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.caelum.platform.bus.notify.Audience;
import io.caelum.platform.bus.notify.Notification;
import io.caelum.platform.bus.notify.NotificationFormat;
import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.RpcRemoteException;
import io.caelum.platform.bus.rpc.RpcTimeoutException;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.caelum.platform.bus.rpc.RpcVersionException;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our bus and the unmodified Python library, in both directions. */
class PythonInteropTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestBroker broker;

    @RpcTopic(value = "conformance", exchange = "openstack", version = "2.0", namespace = "extra")
    interface ExtraRpc {
        @Call
        Uni<List<Object>> ping(int arg);

        @Call
        Uni<Void> missing();
    }

    @BeforeAll
    static void requirePython() {
        PythonPeer.require();
    }

    @BeforeEach
    void start() {
        broker = TestBroker.fresh();
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @Test
    void aPythonClientIsServedAsByAPythonServer() throws Exception {
        for (String name : List.of("one", "two")) {
            var bus = broker.bus("server", name);
            bus.serve(
                    TestRpc.class,
                    new TestServer(name),
                    name.equals("one") ? Serving.onEventLoop(name) : Serving.onVirtualThreads(name));
            bus.serve(
                    ExtraRpc.class,
                    new ExtraRpc() {
                        @Override
                        public Uni<List<Object>> ping(int arg) {
                            return Uni.createFrom().item(List.of("pong", arg));
                        }

                        @Override
                        public Uni<Void> missing() {
                            return Uni.createFrom().voidItem();
                        }
                    },
                    Serving.onEventLoop(name));
            await().atMost(PATIENCE).until(bus::isReady);
        }

        var steps = new ArrayList<JsonNode>();
        try (var client = PythonPeer.start("client", broker.url(), "one", "two")) {
            for (JsonNode line = client.next(PATIENCE); !line.has("done"); line = client.next(PATIENCE)) {
                steps.add(line);
            }
        }

        assertThat(steps).hasSizeGreaterThan(30);
        assertThat(steps)
                .allSatisfy(step -> assertThat(step.path("ok").asBoolean())
                        .as(step.toString())
                        .isTrue());
    }

    @Test
    void aPythonServerAnswersOurClient() throws Exception {
        try (var first = PythonPeer.start("server", broker.url(), "one");
                var second = PythonPeer.start("server", broker.url(), "two")) {
            first.next(PATIENCE);
            second.next(PATIENCE);
            var client = broker.bus("client", "here").client(TestRpc.class);

            assertThat(client.add(1L << 61, 1L << 61).await().atMost(PATIENCE)).isEqualTo(1L << 62);
            var text = TextNode.valueOf("\"é€\"".repeat(200_000));
            assertThat(client.echo(text).await().atMost(PATIENCE)).isEqualTo(text);
            var things = new TestRpc.Things(UUID.randomUUID(), Optional.of("x"), Instant.now(), 7, List.of(), Map.of());
            assertThat(client.things(things, Optional.of(1)).await().atMost(PATIENCE))
                    .isEqualTo(things);
            assertThat(client.whoamiAt("two").await().atMost(PATIENCE)).isEqualTo("two");

            client.markAll("all").await().atMost(PATIENCE);
            client.mark("single").await().atMost(PATIENCE);
            await().atMost(PATIENCE).untilAsserted(() -> {
                List<String> one = client.marks("one").await().atMost(PATIENCE);
                List<String> two = client.marks("two").await().atMost(PATIENCE);
                assertThat(one).contains("all");
                assertThat(two).contains("all");
                assertThat(one.size() + two.size()).isEqualTo(3);
            });
        }
    }

    @Test
    void failuresOfAPythonServerBecomeExceptions() throws Exception {
        try (var server = PythonPeer.start("server", broker.url(), "one")) {
            server.next(PATIENCE);
            var bus = broker.bus("client", "here");
            var client = bus.client(TestRpc.class);

            assertThatThrownBy(() -> client.fail("value", "bad").await().atMost(PATIENCE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("bad");
            assertThatThrownBy(() -> client.fail("key", "k").await().atMost(PATIENCE))
                    .isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(() -> client.fail("custom", "text").await().atMost(PATIENCE))
                    .isInstanceOfSatisfying(RpcRemoteException.class, remote -> {
                        assertThat(remote.module()).isEqualTo("conformance_exc");
                        assertThat(remote.className()).isEqualTo("ConformanceError");
                        assertThat(remote.remoteTraceback()).contains("Traceback");
                    });
            assertThatThrownBy(
                            () -> bus.client(ExtraRpc.class).missing().await().atMost(PATIENCE))
                    .isInstanceOf(RpcVersionException.class)
                    .hasMessage("Endpoint does not support RPC method missing");
            assertThat(bus.client(ExtraRpc.class).ping(3).await().atMost(PATIENCE))
                    .isEqualTo(List.of("pong", 3));
            assertThatThrownBy(() -> client.sleep(2).await().atMost(PATIENCE)).isInstanceOf(RpcTimeoutException.class);
        }
    }

    @Test
    void theContextReachesAPythonServerAndKeepsWhatWeDoNotKnow() throws Exception {
        try (var server = PythonPeer.start("server", broker.url(), "one")) {
            server.next(PATIENCE);
            var client = broker.bus("client", "here").client(TestRpc.class);
            var caller = RequestContext.fromWire(Map.of(
                    "request_id", "req-1",
                    "user_id", "u-1",
                    "roles", List.of("member"),
                    "quota_class", "gold"));

            Map<String, Object> seen =
                    CurrentContext.callAs(caller, client::context).await().atMost(PATIENCE);

            assertThat(seen)
                    .containsEntry("request_id", "req-1")
                    .containsEntry("user_id", "u-1")
                    .containsEntry("roles", List.of("member"))
                    .containsEntry("is_admin", false)
                    .containsEntry("quota_class", "gold");
        }
    }

    @Test
    void notificationsOfPythonAreHeard() throws Exception {
        var bus = broker.bus("listener", "here");
        var heard = new CopyOnWriteArrayList<Notification>();
        bus.listen(Audience.of("nova"), notification -> {
            heard.add(notification);
            return Uni.createFrom().voidItem();
        });
        await().atMost(PATIENCE).until(bus::isReady);

        try (var notifier = PythonPeer.start("notifier", broker.url(), "nova", "3")) {
            notifier.next(PATIENCE);
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).hasSize(3));
        assertThat(heard).extracting(n -> n.payload().get("number")).containsExactly(0, 1, 2);
        assertThat(heard.getFirst().eventType()).isEqualTo("compute.instance.create.start");
        assertThat(heard.getFirst().publisherId()).isEqualTo("compute.host1");
        assertThat(heard.getFirst().priority()).isEqualTo("INFO");
        assertThat(heard.getFirst().context()).doesNotContainKey("auth_token");
    }

    @Test
    void aPythonListenerHearsOurNotifications() throws Exception {
        var bus = broker.bus("publisher", "here");
        bus.declareNotificationTopic("nova", "notifications", "INFO").await().atMost(PATIENCE);
        var notification = new Notification(
                UUID.randomUUID().toString(),
                "compute.here",
                "compute.instance.create.end",
                "INFO",
                Map.of("number", 1),
                NotificationFormat.timestamp(Instant.parse("2026-01-02T03:04:05.678901Z")),
                Map.of("request_id", "req-7", "auth_token", "secret"));
        broker.publish(
                "nova",
                NotificationFormat.routingKey("notifications", "INFO"),
                NotificationFormat.properties(Map.of()),
                NotificationFormat.body(notification));

        try (var listener = PythonPeer.start("listener", broker.url(), "nova")) {
            listener.next(PATIENCE);
            JsonNode heard = listener.next(PATIENCE);

            assertThat(heard.path("event_type").asText()).isEqualTo("compute.instance.create.end");
            assertThat(heard.path("publisher_id").asText()).isEqualTo("compute.here");
            assertThat(heard.path("payload").path("number").asInt()).isEqualTo(1);
            assertThat(heard.path("metadata").path("timestamp").asText()).isEqualTo("2026-01-02 03:04:05.678901");
            assertThat(heard.path("metadata").path("message_id").asText()).isEqualTo(notification.messageId());
            assertThat(heard.path("context").path("request_id").asText()).isEqualTo("req-7");
            assertThat(heard.toString()).doesNotContain("secret");
        }
    }
}
