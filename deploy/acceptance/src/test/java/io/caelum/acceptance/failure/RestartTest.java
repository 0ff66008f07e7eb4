package io.caelum.acceptance.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.Api.Answer;
import io.caelum.acceptance.stack.Fixtures;
import io.caelum.acceptance.stack.RunningStack;
import io.caelum.launcher.cloud.CloudUser;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any process may die at any time; what was accepted is finished when it is back. */
@Tag("stack")
class RestartTest {

    private static RunningStack stack;
    private static Api demo;
    private static String image;
    private static String flavor;
    private static String network;

    @BeforeAll
    static void prepare() {
        stack = RunningStack.find();
        demo = stack.api(CloudUser.DEMO);
        image = Fixtures.image(demo);
        network = Fixtures.network(demo);
        flavor = demo.flavor("m1.tiny");
    }

    @AfterEach
    void asUsual() {
        stack.simulateEverywhere();
    }

    @Test
    void guestsOutliveTheirWorkerAndCanBeDeletedAfterwards() {
        String server = boot();
        demo.awaitStatus(server, "ACTIVE");
        String host = stack.hostOfGuest(server).orElseThrow();

        stack.kill(host);
        stack.start(host);

        assertThat(stack.guestsOn(host)).contains(server);
        assertThat(demo.server(server).path("status").asText()).isEqualTo("ACTIVE");
        demo.deleteServer(server);
        assertThat(stack.hostOfGuest(server)).isEmpty();
    }

    @Test
    void aBootGoesOnWhenItsWorkerDiesInTheMiddle() {
        stack.simulateEverywhere("spawn-latency-ms=3000");
        String server = boot();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> stack.hostOfGuest(server).isPresent());
        String host = stack.hostOfGuest(server).orElseThrow();

        stack.kill(host);
        stack.start(host);

        assertThat(demo.awaitEnd(server).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(stack.hosts().stream().filter(one -> stack.guestsOn(one).contains(server)))
                .as("hosts with the guest")
                .hasSize(1);
        demo.deleteServer(server);
    }

    @ParameterizedTest
    @CsvSource({"image-svc, /image/v2/images, image", "network-control, /network/v2.0/networks, network"})
    void aServiceThatIsDownIsNamedAtOnceAndServesAgainLater(String process, String path, String name) {
        stack.kill(process);

        Answer down = demo.get(path);
        stack.start(process);

        assertThat(down.status()).isEqualTo(503);
        assertThat(down.text()).contains(name + " service");
        assertThat(down.header("Retry-After")).isPresent();
        assertThat(demo.get(path).status()).isEqualTo(200);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"compute-control", "network-control", "image-svc", "identity-svc", "api-gateway"})
    void anAcceptedBootIsFinishedThoughAControlProcessDies(String process) {
        stack.simulateEverywhere("spawn-latency-ms=1500");
        String server = boot();

        stack.kill(process);
        stack.start(process);

        assertThat(demo.awaitEnd(server).path("status").asText()).isEqualTo("ACTIVE");
        demo.deleteServer(server);
        assertThat(demo.portsOf(server)).isEmpty();
    }

    private static String boot() {
        return demo.createServer(Fixtures.name("server"), image, flavor, Fixtures.networks(network));
    }
}
