package io.caelum.networknode;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.network.AgentState;
import io.caelum.platform.contract.network.NetworkAgentReportRpc;
import io.caelum.platform.contract.network.NetworkAgentRpc;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.testkit.TestRabbitMq;
import io.caelum.testkit.WithRabbitMq;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent as a process, on a real broker. */
@QuarkusTest
@QuarkusTestResource(WithRabbitMq.class)
class NetworkNodeTest {

    private static final String HOST = "network-1";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Bus bus;

    @ConfigProperty(name = "caelum.bus.url")
    String busUrl;

    private final Control control = new Control();
    private Bus.Served served;

    @BeforeEach
    void serveNetworkControl() {
        served = bus.serve(NetworkAgentReportRpc.class, control, Serving.onEventLoop("control-test"));
    }

    @AfterEach
    void stopServing() {
        served.close();
    }

    @Test
    void itReportsAndWiresWhatItIsTold() {
        await().atMost(SOON).untilAsserted(() -> assertThat(control.states).isNotEmpty());
        assertThat(control.states.getLast().host()).isEqualTo(HOST);

        UUID port = UUID.randomUUID();
        control.wanted = List.of(wiring(port));
        bus.client(NetworkAgentRpc.class).wirePort(HOST, wiring(port)).await().atMost(SOON);
        await().atMost(SOON).untilAsserted(() -> assertThat(control.wired).contains(port));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(control.states)
                        .anySatisfy(
                                state -> assertThat(state.configurations()).containsEntry("mechanism", "simulated")));
        get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void afterALostConnectionItTakesUpWhatCameInTheMeantime() {
        await().atMost(SOON).untilAsserted(() -> assertThat(control.states).isNotEmpty());
        UUID port = UUID.randomUUID();
        control.wanted = List.of(wiring(port));
        String vhost = busUrl.substring(busUrl.lastIndexOf('/') + 1);
        new TestRabbitMq.Vhost("", 0, vhost, "", "", null).dropConnections(2);
        await().atMost(SOON).untilAsserted(() -> assertThat(control.wired).contains(port));
    }

    private static PortWiring wiring(UUID port) {
        return new PortWiring(
                port,
                1,
                UUID.randomUUID(),
                "",
                "",
                "fa:16:3e:00:00:01",
                1450,
                true,
                new PortWiring.NetworkSegment("vxlan", Optional.empty(), Optional.of(5)),
                List.of(),
                true,
                List.of(),
                List.of(),
                List.of());
    }

    private static final class Control implements NetworkAgentReportRpc {

        private final List<AgentState> states = new CopyOnWriteArrayList<>();
        private final List<UUID> wired = new CopyOnWriteArrayList<>();
        private volatile List<PortWiring> wanted = List.of();

        @Override
        public Uni<Void> reportState(AgentState state) {
            states.add(state);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> portWired(String host, UUID portId, long bindingGeneration, Optional<String> error) {
            wired.add(portId);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<List<PortWiring>> wiringsOf(String host) {
            return Uni.createFrom().item(wanted);
        }
    }
}
