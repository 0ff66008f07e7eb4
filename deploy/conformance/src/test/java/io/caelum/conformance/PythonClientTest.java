package io.caelum.conformance;

import static io.caelum.conformance.PythonPeer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.testkit.TestRabbitMq;
import io.caelum.testkit.TestRabbitMq.Vhost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our servers, asked by the unmodified Python library. */
class PythonClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final PythonPeer PYTHON = PythonPeer.get();
    private static final List<String> SERVERS = List.of("one", "two");

    private static Vhost vhost;
    private static final List<Program> PROGRAMS = new ArrayList<>();

    @BeforeAll
    static void start() {
        vhost = TestRabbitMq.freshVhost();
        SERVERS.forEach(PythonClientTest::startServer);
    }

    private static void startServer(String name) {
        PROGRAMS.add(startServer(name, "conformance"));
    }

    private static Program startServer(String name, String topic) {
        var program = Program.start("server", "--url", vhost.busUrl(), "--server", name, "--topic", topic);
        await().atMost(PATIENCE).until(() -> !program.lines().isEmpty());
        assertThat(program.lines().getFirst().path("ready").asBoolean()).isTrue();
        return program;
    }

    @AfterAll
    static void stop() {
        PROGRAMS.forEach(Program::close);
        vhost.close();
    }

    private static CompletableFuture<JsonNode> begin(String method, Map<String, Object> args, Object... options) {
        return PYTHON.begin("call", message(method, args, options));
    }

    private static JsonNode call(String method, Map<String, Object> args, Object... options) {
        return PYTHON.perform("call", message(method, args, options));
    }

    private static void cast(String method, Map<String, Object> args, Object... options) {
        PYTHON.perform("cast", message(method, args, options));
    }

    private static Map<String, Object> message(String method, Map<String, Object> args, Object... options) {
        var message = new HashMap<String, Object>(Map.of("url", vhost.busUrl(), "method", method, "args", args));
        for (int i = 0; i < options.length; i += 2) {
            message.put((String) options[i], options[i + 1]);
        }
        return message;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "7",
                "4611686018427387904",
                "-9007199254740993",
                "1.5",
                "\"\"",
                "\"h\u00e9\u20ac 'q' \\\"q\\\" \ud83d\ude00\"",
                "[1, [2, []]]",
                "{\"a\": {\"b\": [null]}, \"\u00e9\": 0.1}"
            })
    void valuesComeBackUnchanged(String value) {
        JsonNode answer = call("echo", Map.of("value", json("[" + value + "]").get(0)));

        assertThat(answer).isEqualTo(json("[" + value + "]").get(0));
    }

    @Test
    void largeTextsPassInBothDirections() {
        String text = "x\u20ac".repeat(700_000);

        assertThat(call("echo", Map.of("value", text)).textValue()).isEqualTo(text);
    }

    @Test
    void integersStayIntegers() {
        assertThat(call("add", Map.of("a", 2, "b", 40)).toString()).isEqualTo("42");
        assertThat(call("add", Map.of("a", 1L << 62, "b", 1L << 62)).toString()).isEqualTo("9223372036854775808");
        assertThat(call("add", Map.of("a", 1.5, "b", 2)).toString()).isEqualTo("3.5");
    }

    @Test
    void theContextArrivesAsItWasSentAndNothingElse() {
        JsonNode sent = json("""
                {"user_id": "u-1", "roles": ["member"], "nothing": null, "nested": {"deep": [1, "\u20ac"]}, "tenant": "t"}""");

        assertThat(call("context", Map.of(), "context", sent)).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "value, ValueError,",
        "key, KeyError,",
        "custom, ConformanceError_Remote,",
        "custom_kwargs, ConformanceError_Remote,",
        "unlisted, RemoteError, UnlistedError"
    })
    void failuresAreRaisedAsPythonKnowsThem(String kind, String raised, String remote) {
        JsonNode failure =
                begin("fail", Map.of("kind", kind, "message", "too bad")).join();

        assertThat(failure.path("error").asText()).isEqualTo(raised);
        assertThat(failure.path("remote").textValue()).isEqualTo(remote);
        assertThat(failure.path("text").asText()).contains("too bad");
        if (kind.equals("custom_kwargs")) {
            assertThat(failure.path("args")).isEmpty();
            assertThat(failure.path("kwargs")).isEqualTo(json("{\"code\": 42, \"reason\": \"too bad\"}"));
        }
    }

    @Test
    void argumentsThatDoNotFitAreATypeError() {
        for (Map<String, Object> args : List.<Map<String, Object>>of(
                Map.of("a", 1), Map.of("a", 1, "b", "many"), Map.of("a", 1, "b", 2, "c", 3), Map.of())) {
            JsonNode failure = begin("add", args).join();

            assertThat(failure.path("error").asText()).as(args.toString()).isEqualTo("TypeError");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no_such", "_hidden", "echo2", "toString"})
    void otherMethodsAreRefused(String method) {
        JsonNode failure = begin(method, Map.of()).join();

        assertThat(failure.path("remote").asText()).isEqualTo("NoSuchMethod");
        assertThat(failure.path("text").asText()).contains("Endpoint does not support RPC method " + method);
    }

    @ParameterizedTest
    @CsvSource({"1.3,", "1.2.1,", "2.0,", "0.9,", "1.2, unknown", "1.2, extra", "2.1, extra"})
    void otherVersionsAndNamespacesAreRefused(String version, String namespace) {
        JsonNode failure = begin("whoami", Map.of(), "version", version, "namespace", namespace)
                .join();

        assertThat(failure.path("remote").asText()).isEqualTo("UnsupportedVersion");
        assertThat(failure.path("text").asText())
                .contains("Endpoint does not support RPC version " + version + ". Attempted method: whoami");
    }

    @Test
    void olderMinorVersionsAndTheOtherNamespaceAreServed() {
        assertThat(SERVERS).contains(call("whoami", Map.of(), "version", "1.0").textValue());
        assertThat(call("ping", Map.of("arg", 1), "version", "2.0", "namespace", "extra"))
                .isEqualTo(json("[\"pong\", 1]"));
        assertThat(call("oslo_rpc_server_ping", Map.of()).textValue()).isEqualTo("pong");
    }

    @Test
    void messagesAreDirectedSharedAndFannedOut() {
        var answering = new TreeSet<String>();
        for (int i = 0; i < 10; i++) {
            answering.add(call("whoami", Map.of()).textValue());
        }
        assertThat(answering).containsExactlyInAnyOrderElementsOf(SERVERS);

        cast("mark", Map.of("id", "all"), "fanout", true);
        cast("mark", Map.of("id", "first"), "server", "two");
        cast("mark", Map.of("id", "second"), "server", "two");
        cast("mark", Map.of("id", "single"));

        await().atMost(PATIENCE).until(() -> marks("one", "all") + marks("two", "all") == 2);
        await().atMost(PATIENCE).until(() -> marks("one", "single") + marks("two", "single") == 1);
        assertThat(marks("one", "all")).isEqualTo(1);
        assertThat(call("marks", Map.of(), "server", "two").toString()).contains("\"first\",\"second\"");
    }

    private static long marks(String server, String id) {
        long times = 0;
        for (JsonNode mark : call("marks", Map.of(), "server", server)) {
            times += mark.asText().equals(id) ? 1 : 0;
        }
        return times;
    }

    @Test
    void aCallerThatGivesUpIsNotDisturbedByTheLateAnswer() {
        JsonNode failure = begin("sleep", Map.of("seconds", 1.5), "timeout", 1).join();

        assertThat(failure.path("error").asText()).isEqualTo("MessagingTimeout");
        assertThat(call("echo", Map.of("value", 1)).asInt()).isEqualTo(1);
    }

    @Test
    void longCallsShowSignsOfLifeAndOthersAreServedMeanwhile() {
        var slow = begin("sleep", Map.of("seconds", 3.5), "timeout", 30, "monitor", 2, "server", "one");

        assertThat(call("echo", Map.of("value", "meanwhile"), "server", "one").textValue())
                .isEqualTo("meanwhile");
        assertThat(slow.join().path("result").textValue())
                .as(slow.join().toString())
                .isEqualTo("slept");
    }

    @Test
    void anAbsentServerIsAnErrorAtOnceIfTheCallerWantsThat() {
        JsonNode failure =
                begin("whoami", Map.of(), "server", "absent", "mandatory", true).join();

        assertThat(failure.path("error").asText()).isEqualTo("MessageUndeliverable");
    }

    @Test
    void whatExpiresBeforeItsServerComesIsNeverWorkedOn() {
        startServer("late", "expiring").close();

        JsonNode failure = begin("mark", Map.of("id", "expired"), "topic", "expiring", "timeout", 1)
                .join();
        cast("mark", Map.of("id", "kept"), "topic", "expiring");

        assertThat(failure.path("error").asText()).isEqualTo("MessagingTimeout");
        try (var server = startServer("late", "expiring")) {
            await().atMost(PATIENCE)
                    .until(() -> call("marks", Map.of(), "topic", "expiring").toString(), "[\"kept\"]"::equals);
        }
    }
}
