package io.caelum.conformance;

import static io.caelum.conformance.PythonPeer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.testkit.TestRabbitMq;
import io.caelum.testkit.TestRabbitMq.Vhost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notifications between our bus and the unmodified Python library, with and without envelope. */
class NotificationsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final PythonPeer PYTHON = PythonPeer.get();
    private static final List<String> PRIORITIES =
            List.of("audit", "debug", "info", "warn", "error", "critical", "sample");

    private Vhost vhost;

    @BeforeEach
    void start() {
        vhost = TestRabbitMq.freshVhost();
    }

    @AfterEach
    void stop() {
        vhost.close();
    }

    private Program start(String program, String... more) {
        var arguments = new ArrayList<>(List.of(program, "--url", vhost.busUrl(), "--exchange", "nova"));
        arguments.addAll(List.of(more));
        return Program.start(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"messaging", "messagingv2"})
    void whatPythonTellsIsHeard(String driver) {
        PYTHON.perform(
                "tell",
                Map.of(
                        "url",
                        vhost.busUrl(),
                        "exchange",
                        "nova",
                        "driver",
                        driver,
                        "priorities",
                        PRIORITIES,
                        "context",
                        Map.of("request_id", "req-9", "user_id", "u-1", "auth_token", "secret")));

        try (var listener = start("listener", "--count", "7")) {
            assertThat(listener.status()).isZero();
            assertThat(listener.lines())
                    .extracting(line -> line.path("priority").asText())
                    .containsExactlyInAnyOrder("AUDIT", "DEBUG", "INFO", "WARN", "ERROR", "CRITICAL", "SAMPLE");
            assertThat(listener.lines()).allSatisfy(line -> {
                assertThat(line.path("publisher_id").asText()).isEqualTo("compute.host1");
                assertThat(line.path("event_type").asText()).isEqualTo("compute.instance.create.start");
                assertThat(line.path("payload")).isEqualTo(json("{\"number\": 0}"));
                assertThat(line.path("message_id").asText()).matches("[0-9a-f-]{36}");
                assertThat(line.path("timestamp").asText())
                        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d{6})?");
                assertThat(line.path("context").path("request_id").asText()).isEqualTo("req-9");
                assertThat(line.toString()).doesNotContain("secret");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"messaging", "messagingv2"})
    void whatWeTellIsHeardByPython(String driver) throws Exception {
        var told = new ArrayList<JsonNode>();
        try (var publisher = start("publisher", "--driver", driver)) {
            assertThat(publisher.status()).isZero();
            told.addAll(publisher.lines());
        }
        assertThat(told).hasSize(7);

        PYTHON.heard.clear();
        PYTHON.perform("hear", Map.of("url", vhost.busUrl(), "exchange", "nova"));
        try {
            for (int i = 0; i < 7; i++) {
                JsonNode heard = PYTHON.nextHeard();
                JsonNode same = told.stream()
                        .filter(line -> line.path("message_id")
                                .equals(heard.path("metadata").path("message_id")))
                        .findFirst()
                        .orElseThrow();
                assertThat(heard.path("publisher_id")).isEqualTo(same.path("publisher_id"));
                assertThat(heard.path("event_type")).isEqualTo(same.path("event_type"));
                assertThat(heard.path("payload")).isEqualTo(same.path("payload"));
                assertThat(heard.path("metadata").path("timestamp")).isEqualTo(same.path("timestamp"));
                assertThat(heard.path("context").path("request_id"))
                        .isEqualTo(same.path("context").path("request_id"));
            }
        } finally {
            PYTHON.perform("stop", Map.of("name", "nova"));
        }
    }

    @Test
    void whatIsGivenBackComesAgainAndIsHeardOnce() {
        try (var publisher = start("publisher")) {
            assertThat(publisher.status()).isZero();
        }

        try (var listener = start("listener", "--count", "7", "--requeue", "3")) {
            assertThat(listener.status()).isZero();
            assertThat(listener.lines())
                    .extracting(line -> line.path("message_id").asText())
                    .doesNotHaveDuplicates()
                    .hasSize(7);
        }
        // all were acknowledged: nothing is left for the next
        try (var late = start("listener", "--count", "1", "--timeout", "2")) {
            assertThat(late.status()).isEqualTo(1);
        }
    }

    @Test
    void eachPoolAndThePlainQueuesHaveTheirOwnCopy() throws Exception {
        try (var raw = new RawPeer(vhost);
                var first = start("listener", "--pool", "first", "--count", "7");
                var second = start("listener", "--pool", "second", "--count", "7")) {
            await().atMost(PATIENCE).until(() -> raw.consumers("first") == 1 && raw.consumers("second") == 1);
            try (var publisher = start("publisher");
                    var plain = start("listener", "--count", "7")) {
                assertThat(publisher.status()).isZero();
                for (Program listener : List.of(first, second, plain)) {
                    assertThat(listener.status()).isZero();
                    assertThat(listener.lines()).hasSize(7);
                }
            }
        }
    }
}
