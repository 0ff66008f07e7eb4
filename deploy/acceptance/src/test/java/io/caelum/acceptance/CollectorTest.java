package io.caelum.acceptance;

import static org.awaitility.Awaitility.await;

import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.Fixtures;
import io.caelum.acceptance.stack.RunningStack;
import io.caelum.acceptance.stack.SpanCollector;
import io.caelum.launcher.cloud.CloudUser;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jaeger itself is not among the packages that tests may use: what it would receive is looked at instead. */
@Tag("stack")
@Tag("long")
class CollectorTest {

    private static final String SERVICE = "compute-control";

    private final RunningStack stack = RunningStack.find();
    private final Api demo = stack.api(CloudUser.DEMO);

    @Test
    void aCollectorGetsTheSameTraceAsTheDashboard() {
        try (var collector = new SpanCollector()) {
            stack.restartWith(SERVICE, Map.of("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()));
            String server = demo.createServer(
                    Fixtures.name("collected"), Fixtures.image(demo), demo.flavor("m1.tiny"), "\"none\"");
            demo.awaitStatus(server, "ACTIVE");
            String trace = await().atMost(Duration.ofSeconds(15))
                    .until(
                            () -> demo.get("/trace/v1/servers/" + server).body(),
                            body -> body.path("complete").asBoolean())
                    .path("trace_id")
                    .asText();

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> collector
                            .spansOf(trace)
                            .containsAll(Set.of("POST /v2.1/servers", "boot-server: place", "boot-server: finish")));
            demo.deleteServer(server);
        } finally {
            stack.restartWith(SERVICE, Map.of());
        }
    }
}
