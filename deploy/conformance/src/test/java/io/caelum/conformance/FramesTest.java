package io.caelum.conformance;

import static io.caelum.conformance.PythonPeer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import io.caelum.conformance.RawPeer.Frame;
import io.caelum.testkit.TestRabbitMq;
import io.caelum.testkit.TestRabbitMq.Vhost;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, beside what the Python library sends and what the specification says. */
class FramesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final PythonPeer PYTHON = PythonPeer.get();
    private static final String HEX = "[0-9a-f]{32}";

    private Vhost vhost;
    private RawPeer raw;

    @BeforeEach
    void start() throws Exception {
        vhost = TestRabbitMq.freshVhost();
        raw = new RawPeer(vhost);
    }

    @AfterEach
    void stop() {
        raw.close();
        vhost.close();
    }

    /** Python passes over further headers; ours are there for ourselves. */
    private static void hasTheUsualProperties(Frame frame) {
        BasicProperties properties = frame.properties();
        assertThat(properties.getContentType()).isEqualTo("application/json");
        assertThat(properties.getContentEncoding()).isEqualTo("utf-8");
        assertThat(properties.getDeliveryMode()).isEqualTo(2);
        assertThat(properties.getPriority()).isZero();
        assertThat(properties.getMessageId()).isNull();
        assertThat(properties.getCorrelationId()).isNull();
        assertThat(properties.getReplyTo()).isNull();
        assertThat(properties.getType()).isNull();
        assertThat(properties.getTimestamp()).isNull();
        assertThat(properties.getAppId()).isNull();
        assertThat(properties.getHeaders()).doesNotContainKey("compression");
    }

    private static Set<String> keys(JsonNode message) {
        var keys = new TreeSet<String>();
        message.fieldNames().forEachRemaining(key -> keys.add(key.startsWith("_context_") ? "_context_" : key));
        return keys;
    }

    private Frame pythonRequest(LinkedBlockingQueue<Frame> tap, String work, String method, Map<String, Object> args)
            throws InterruptedException {
        var unanswered = PYTHON.begin(
                work,
                Map.of("url", vhost.busUrl(), "method", method, "args", args, "context", Map.of("a", 1), "timeout", 1));
        Frame frame = nextOf(tap, method);
        unanswered.join();
        return frame;
    }

    private static Frame nextOf(LinkedBlockingQueue<Frame> tap, String method) throws InterruptedException {
        Frame frame = RawPeer.next(tap);
        while (!frame.message().path("method").asText().equals(method)) {
            frame = RawPeer.next(tap);
        }
        return frame;
    }

    @Test
    void requestsOfOursHaveTheSameShapeAsPythons() throws Exception {
        var topic = raw.tap("openstack", "topic");
        var fanout = raw.tap("conformance_fanout", "fanout");
        raw.channel.queueDeclare("conformance", false, false, false, null);
        raw.channel.queueBind("conformance", "openstack", "conformance");

        Frame pythonCall = pythonRequest(topic, "call", "add", Map.of("a", 2, "b", 40));
        Frame pythonCast = pythonRequest(topic, "cast", "mark", Map.of("id", "x"));
        try (var server = Program.start("server", "--url", vhost.busUrl(), "--server", "one")) {
            await().atMost(PATIENCE).until(() -> !server.lines().isEmpty());
            try (var client = Program.start("client", "--url", vhost.busUrl(), "--servers", "one")) {
                assertThat(client.status()).as(client.lines().toString()).isZero();
            }
        }
        Frame call = nextOf(topic, "add");
        Frame cast = nextOf(topic, "mark");
        Frame toAll = nextOf(fanout, "mark");

        for (Frame frame : new Frame[] {pythonCall, pythonCast, call, cast, toAll}) {
            hasTheUsualProperties(frame);
            assertThat(keys(frame.body())).containsExactly("oslo.message", "oslo.version");
            assertThat(frame.body().get("oslo.version").textValue()).isEqualTo("2.0");
            assertThat(frame.message().get("_unique_id").textValue()).matches(HEX);
        }
        assertThat(keys(call.message())).isEqualTo(keys(pythonCall.message()));
        assertThat(call.message().get("args")).isEqualTo(pythonCall.message().get("args"));
        assertThat(call.message().get("version")).isEqualTo(pythonCall.message().get("version"));
        assertThat(call.message().get("_msg_id").textValue()).matches(HEX);
        assertThat(call.message().get("_reply_q").textValue()).matches("reply_" + HEX);
        assertThat(call.message().get("_timeout").isNull()).isTrue();
        assertThat(call.routingKey()).isEqualTo("conformance");
        assertThat(call.properties().getExpiration()).isEqualTo("10000");
        assertThat(pythonCall.properties().getExpiration()).isEqualTo("1000");

        assertThat(keys(cast.message())).isEqualTo(keys(pythonCast.message()));
        assertThat(cast.properties().getExpiration()).isNull();
        assertThat(toAll.routingKey()).isEmpty();
        assertThat(keys(toAll.message())).isEqualTo(keys(pythonCast.message()));
        assertThat(nextOf(topic, "sleep").message().get("_timeout").isNull()).isTrue();
        assertThat(nextOf(topic, "sleep").message().get("_timeout").intValue()).isEqualTo(2);
    }

    @Test
    void repliesOfOursHaveTheSameShapeAsPythons() throws Exception {
        String replies = raw.channel.queueDeclare().getQueue();
        var frames = raw.consume(replies);
        PYTHON.perform("serve", Map.of("url", vhost.busUrl(), "name", "python", "topic", "conformance"));
        try (var server = Program.start("server", "--url", vhost.busUrl(), "--server", "ours")) {
            await().atMost(PATIENCE).until(() -> !server.lines().isEmpty());
            for (String message : new String[] {
                request(replies, "echo", "{\"value\": {\"a\": [1]}}"),
                request(replies, "fail", "{\"kind\": \"custom_kwargs\", \"message\": \"why\"}"),
                request(replies, "no_such", "{}")
            }) {
                raw.send("openstack", "conformance.python", "application/json", RawPeer.enveloped(message));
                Frame pythons = RawPeer.next(frames);
                raw.send("openstack", "conformance.ours", "application/json", RawPeer.enveloped(message));
                Frame ours = RawPeer.next(frames);

                isTheSameAnswer(ours, pythons);
            }
        } finally {
            PYTHON.perform("stop", Map.of("name", "python"));
        }
    }

    private static String request(String replyQueue, String method, String args) {
        return """
                {"method": "%s", "args": %s, "version": "1.2", "_msg_id": "0a0a0a0a0a0a4a0a8a0a0a0a0a0a0a01",
                 "_reply_q": "%s", "_timeout": null, "_context_user_id": "u"}""".formatted(method, args, replyQueue);
    }

    private static void isTheSameAnswer(Frame ours, Frame pythons) {
        hasTheUsualProperties(ours);
        hasTheUsualProperties(pythons);
        assertThat(ours.properties().getExpiration()).isNull();
        assertThat(ours.message().get("_unique_id").textValue()).matches(HEX);
        assertThat(keys(ours.message())).isEqualTo(keys(pythons.message()));
        for (String same : new String[] {"result", "ending", "_msg_id"}) {
            assertThat(ours.message().get(same)).isEqualTo(pythons.message().get(same));
        }
        assertThat(ours.message().get("failure").isNull())
                .isEqualTo(pythons.message().get("failure").isNull());
        if (!ours.message().get("failure").isNull()) {
            JsonNode failure = json(ours.message().get("failure").textValue());
            JsonNode wanted = json(pythons.message().get("failure").textValue());
            assertThat(keys(failure)).isEqualTo(keys(wanted));
            for (String same : new String[] {"class", "module", "args", "kwargs"}) {
                assertThat(failure.get(same)).isEqualTo(wanted.get(same));
            }
        }
    }

    @Test
    void anAnswerWaitsForAQueueThatComesBackAndKeepsNobodyElseWaiting() throws Exception {
        try (var server = Program.start("server", "--url", vhost.busUrl(), "--server", "one")) {
            await().atMost(PATIENCE).until(() -> !server.lines().isEmpty());
            String present = raw.channel.queueDeclare().getQueue();
            var others = raw.consume(present);

            raw.send("openstack", "conformance", "application/json", request("reply_gone", "whoami", "{}"));
            raw.send("openstack", "conformance", "application/json", request(present, "whoami", "{}"));
            assertThat(RawPeer.next(others).message().get("result").textValue()).isEqualTo("one");

            raw.channel.queueDeclare("reply_gone", false, false, true, null);
            Frame late = RawPeer.next(raw.consume("reply_gone"));
            assertThat(late.message().get("result").textValue()).isEqualTo("one");
        }
    }

    @Test
    void aMonitoredCallShowsSignsOfLifeAndNoneAfterItsEnd() throws Exception {
        try (var server = Program.start("server", "--url", vhost.busUrl(), "--server", "one")) {
            await().atMost(PATIENCE).until(() -> !server.lines().isEmpty());
            String replies = raw.channel.queueDeclare().getQueue();
            var frames = raw.consume(replies);

            String monitored = request(replies, "sleep", "{\"seconds\": 4}").replace("null", "\"2\"");
            raw.send("openstack", "conformance", "application/json", RawPeer.enveloped(monitored));
            raw.send(
                    "openstack",
                    "conformance",
                    "application/json",
                    request(replies, "no_such", "{}").replace("null", "2"));

            assertThat(RawPeer.next(frames).message().get("ending").booleanValue())
                    .isTrue();
            Frame frame = RawPeer.next(frames);
            assertThat(frame.message().get("ending").booleanValue())
                    .as("one sign of life at least")
                    .isFalse();
            while (!frame.message().get("ending").booleanValue()) {
                assertThat(frame.message().get("result").isNull()).isTrue();
                assertThat(frame.message().get("failure").isNull()).isTrue();
                frame = RawPeer.next(frames);
            }
            assertThat(frame.message().get("result").textValue()).isEqualTo("slept");
            assertThat(frames.poll(1_500, java.util.concurrent.TimeUnit.MILLISECONDS))
                    .isNull();
        }
    }

    @Test
    void theSecondCopyOfAPythonMessageIsNotWorkedOn() throws Exception {
        var tap = raw.tap("openstack", "topic");
        Frame mark = pythonRequest(tap, "cast", "mark", Map.of("id", "once"));
        try (var server = Program.start("server", "--url", vhost.busUrl(), "--server", "one")) {
            await().atMost(PATIENCE).until(() -> !server.lines().isEmpty());

            for (int i = 0; i < 3; i++) {
                raw.channel.basicPublish(
                        "openstack",
                        "conformance.one",
                        mark.properties(),
                        mark.delivery().getBody());
            }
            Map<String, Object> marks = Map.of("url", vhost.busUrl(), "method", "marks", "server", "one");
            await().atMost(PATIENCE).until(() -> PYTHON.perform("call", marks).toString(), "[\"once\"]"::equals);
        }
    }

    /** The specification's table of what a Python receiver takes: why ours always send exactly that. */
    @Test
    void pythonTakesOnlyTheContentTypeThatOursSend() throws Exception {
        PYTHON.perform("serve", Map.of("url", vhost.busUrl(), "name", "picky"));
        try {
            for (String type : new String[] {"text/plain", "application/json; charset=utf-8", "application/json"}) {
                raw.send("openstack", "conformance.picky", type, RawPeer.enveloped("""
                        {"method": "mark", "args": {"id": "%s"}, "version": "1.2"}""".formatted(type)));
            }
            Map<String, Object> marks = Map.of("url", vhost.busUrl(), "method", "marks", "server", "picky");
            await().atMost(PATIENCE)
                    .until(() -> PYTHON.perform("call", marks).toString(), "[\"application/json\"]"::equals);
        } finally {
            PYTHON.perform("stop", Map.of("name", "picky"));
        }
    }

    @Test
    void aPythonPeerMayComeBeforeOrAfterUs() {
        try (var server = Program.start("server", "--url", vhost.busUrl(), "--server", "first", "--topic", "shared")) {
            await().atMost(PATIENCE).until(() -> !server.lines().isEmpty());
            Map<String, Object> second = Map.of("url", vhost.busUrl(), "name", "second", "topic", "shared");
            PYTHON.perform("serve", second);
            try (var third =
                    Program.start("server", "--url", vhost.busUrl(), "--server", "third", "--topic", "shared")) {
                await().atMost(PATIENCE).until(() -> !third.lines().isEmpty());
                var answering = new TreeSet<String>();
                for (int i = 0; i < 12; i++) {
                    answering.add(
                            PYTHON.perform("call", Map.of("url", vhost.busUrl(), "method", "whoami", "topic", "shared"))
                                    .textValue());
                }
                assertThat(answering).containsExactly("first", "second", "third");
            } finally {
                PYTHON.perform("stop", Map.of("name", "second"));
            }
        }
    }
}
