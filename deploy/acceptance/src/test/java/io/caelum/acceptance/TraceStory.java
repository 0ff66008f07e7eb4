package io.caelum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.Api.Answer;
import io.caelum.acceptance.stack.Cloud;
import io.caelum.acceptance.stack.Fixtures;
import io.caelum.launcher.cloud.CloudUser;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One request, one id, one trace through all the processes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TraceStory {

    private static final String CLIENTS_ID = "req-01234567-89ab-4def-8123-456789abcdef";

    private final Cloud stack;
    private final Api demo;

    protected TraceStory(Cloud stack) {
        this.stack = stack;
        this.demo = stack.api(CloudUser.DEMO);
    }

    @Test
    void aBootIsOneTraceThroughAllParts() {
        String server = demo.createServer(
                Fixtures.name("traced"),
                Fixtures.image(demo),
                demo.flavor("m1.tiny"),
                Fixtures.networks(Fixtures.network(demo)));
        demo.awaitStatus(server, "ACTIVE");

        JsonNode trace = await().atMost(Duration.ofSeconds(15))
                .until(
                        () -> demo.get("/trace/v1/servers/" + server).body(),
                        body -> body.path("complete").asBoolean());

        assertThat(services(trace))
                .contains("api-gateway", "compute-control", "network-control", "compute-worker")
                .anyMatch(service -> service.startsWith("image"));
        assertThat(trace.path("spans"))
                .allSatisfy(span -> assertThat(span.path("trace_id")).isEqualTo(trace.path("trace_id")));
        assertThat(trace.path("spans"))
                .filteredOn(span -> span.path("attributes").has("http.request.method"))
                .hasSizeGreaterThan(1)
                .allSatisfy(span -> assertThat(span.path("name").asText())
                        .as("named by its route")
                        .contains(" /"));
        demo.deleteServer(server);
    }

    @Test
    void aTraceOfAnotherProjectIsNotThere() {
        Api admin = stack.api(CloudUser.ADMIN);
        String server =
                admin.createServer(Fixtures.name("secret"), Fixtures.image(admin), admin.flavor("m1.tiny"), "\"none\"");
        admin.awaitStatus(server, "ACTIVE");
        await().atMost(Duration.ofSeconds(15))
                .until(() -> admin.get("/trace/v1/servers/" + server).status() == 200);

        assertThat(demo.get("/trace/v1/servers/" + server).status()).isEqualTo(404);
        admin.deleteServer(server);
    }

    @Test
    void theIdOfTheAnswerIsTheIdInTheServersHistory() {
        Answer created =
                demo.tryCreateServer(Fixtures.name("named"), Fixtures.image(demo), demo.flavor("m1.tiny"), "\"none\"");
        String server = created.body().at("/server/id").asText();
        demo.awaitStatus(server, "ACTIVE");

        String id = created.header("x-openstack-request-id").orElseThrow();
        JsonNode actions = demo.get("/compute/v2.1/servers/" + server + "/os-instance-actions")
                .body()
                .path("instanceActions");
        assertThat(actions.get(0).path("request_id").asText()).isEqualTo(id);
        demo.deleteServer(server);
    }

    @Test
    void everyServiceAnswersWithAnIdOfTheCloudsOwn() {
        for (String path : new String[] {
            "/identity/v3", "/image/v2/images", "/compute/v2.1/servers", "/network/v2.0/networks", "/health"
        }) {
            Answer answer = demo.send(demo.request(path).header("X-OpenStack-Request-ID", CLIENTS_ID));

            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.header("x-openstack-request-id").orElse(""))
                    .as(path)
                    .startsWith("req-")
                    .isNotEqualTo(CLIENTS_ID);
        }
    }

    private static Set<String> services(JsonNode trace) {
        var services = new TreeSet<String>();
        trace.path("spans").forEach(span -> services.add(span.path("service").asText()));
        return services;
    }
}
