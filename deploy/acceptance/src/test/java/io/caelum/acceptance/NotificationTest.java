package io.caelum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.Fixtures;
import io.caelum.acceptance.stack.PythonListener;
import io.caelum.acceptance.stack.RunningStack;
import io.caelum.launcher.cloud.CloudUser;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an operator's Python listener hears of one boot, from the token to the running server. */
@Tag("stack")
class NotificationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aPythonListenerHearsOfAWholeBootInOrder() throws Exception {
        RunningStack stack = RunningStack.find();
        try (var listener = PythonListener.start(stack.busUrl())) {
            Api demo = stack.api(CloudUser.DEMO);
            String image = Fixtures.image(demo);
            String server = demo.createServer(
                    Fixtures.name("told"), image, demo.flavor("m1.tiny"), Fixtures.networks(Fixtures.network(demo)));
            demo.awaitStatus(server, "ACTIVE");
            String port = demo.portsOf(server).getFirst().path("id").asText();

            List<JsonNode> boot = await().atMost(PATIENCE)
                    .until(
                            () -> about(listener, demo.userId(), List.of(server, port, image)),
                            heard -> types(heard).contains("compute.instance.create.end")
                                    && types(heard).contains("image.send"));

            assertThat(types(boot))
                    .as("those of compute come in order")
                    .containsSubsequence(
                            "scheduler.select_destinations.start",
                            "scheduler.select_destinations.end",
                            "compute.instance.update",
                            "compute.instance.create.start",
                            "compute.instance.create.end")
                    .as("those of the network service, too")
                    .containsSubsequence("port.create.start", "port.create.end");
            assertThat(types(inOrderOfTime(boot)))
                    .containsSubsequence(
                            "identity.authenticate",
                            "scheduler.select_destinations.end",
                            "port.create.end",
                            "compute.instance.create.end")
                    .containsSubsequence("scheduler.select_destinations.end", "image.send");
            assertThat(boot)
                    .filteredOn(heard -> heard.path("event_type").asText().equals("compute.instance.create.end"))
                    .singleElement()
                    .satisfies(end -> {
                        assertThat(end.path("publisher_id").asText()).startsWith("compute.");
                        assertThat(end.at("/payload/state").asText()).isEqualTo("active");
                        assertThat(end.at("/payload/message").asText()).isEqualTo("Success");
                        assertThat(end.at("/payload/fixed_ips")).isNotEmpty();
                        assertThat(end.at("/context/project_id").asText()).isEqualTo(demo.projectId());
                    });
            assertThat(boot.toString()).doesNotContain("auth_token", demo.token());
            demo.deleteServer(server);
        }
    }

    /** A token is about its user; everything else of that user may be about other servers, too. */
    private static List<JsonNode> about(PythonListener listener, String user, List<String> things) {
        return listener.heard().stream()
                .filter(heard -> {
                    String payload = heard.path("payload").toString();
                    return things.stream().anyMatch(payload::contains) || isToken(heard) && payload.contains(user);
                })
                .toList();
    }

    private static boolean isToken(JsonNode heard) {
        return heard.path("event_type").asText().equals("identity.authenticate");
    }

    /** Services send by themselves: only the clock orders what several of them tell. */
    private static List<JsonNode> inOrderOfTime(List<JsonNode> heard) {
        return heard.stream()
                .sorted(Comparator.comparing(one -> one.path("timestamp").asText()))
                .toList();
    }

    private static List<String> types(List<JsonNode> heard) {
        return heard.stream().map(one -> one.path("event_type").asText()).toList();
    }
}
