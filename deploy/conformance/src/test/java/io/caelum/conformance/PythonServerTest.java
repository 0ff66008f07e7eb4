package io.caelum.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.testkit.TestRabbitMq;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Our client, answered by servers of the unmodified Python library, by our own, and by one below any library. */
class PythonServerTest {

    private static final PythonPeer PYTHON = PythonPeer.get();

    @Test
    void allStepsAreOkWithPythonServers() {
        try (var vhost = TestRabbitMq.freshVhost()) {
            for (String name : List.of("p1", "p2")) {
                PYTHON.perform("serve", Map.of("url", vhost.busUrl(), "name", name));
            }

            try (var client = Program.start("client", "--url", vhost.busUrl(), "--servers", "p1,p2")) {
                assertThat(client.status()).as(client.lines().toString()).isZero();
                assertThat(steps(client))
                        .containsExactly(
                                "echo",
                                "add",
                                "context",
                                "fail",
                                "dispatch",
                                "whoami",
                                "mark",
                                "timeout",
                                "call_monitor",
                                "parallel",
                                "absent_server");
            } finally {
                PYTHON.perform("stop", Map.of("name", "p1"));
                PYTHON.perform("stop", Map.of("name", "p2"));
            }
        }
    }

    private static List<String> steps(Program client) {
        assertThat(client.lines())
                .allSatisfy(line -> assertThat(line.path("ok").asBoolean())
                        .as(line.toString())
                        .isTrue());
        return client.lines().stream().map(line -> line.path("step").asText()).toList();
    }

    @Test
    void oddButLegalFramesAreUnderstood() throws Exception {
        try (var vhost = TestRabbitMq.freshVhost();
                var peer = new FrameLevelPeer(vhost);
                var client = Program.start("client", "--url", vhost.busUrl(), "--servers", "frames", "--frame-level")) {
            peer.serve();
            client.status();

            JsonNode last = client.lines().getLast();
            assertThat(last.path("step").asText()).isEqualTo("frame_level");
            assertThat(last.path("ok").asBoolean()).as(last.toString()).isTrue();
        }
    }

    @Test
    void aMissingServerFailsTheSteps() {
        try (var vhost = TestRabbitMq.freshVhost()) {
            PYTHON.perform("serve", Map.of("url", vhost.busUrl(), "name", "p3"));
            try (var client = Program.start("client", "--url", vhost.busUrl(), "--servers", "p3,p4")) {
                assertThat(client.status()).isEqualTo(1);
                assertThat(client.lines())
                        .filteredOn(line -> !line.path("ok").asBoolean())
                        .extracting(line -> line.path("step").asText())
                        .containsExactly("whoami", "mark");
            } finally {
                PYTHON.perform("stop", Map.of("name", "p3"));
            }
        }
    }
}
