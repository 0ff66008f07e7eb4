package io.caelum.networkagent;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.networkagent.mechanism.simulated.SimulatedMechanism;
import io.caelum.platform.contract.network.PortWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkAgentTest {

    @TempDir
    Path folder;

    private final FakeNetworkControl control = new FakeNetworkControl();
    private final UUID port = UUID.randomUUID();
    private SimulatedMechanism mechanism;
    private NetworkAgent agent;

    @BeforeEach
    void start() {
        mechanism = new SimulatedMechanism(folder);
        var surroundings =
                new HostSurroundings("h", mechanism, new FakeSurroundingsControl(), new SurroundingsFile(folder));
        agent = new NetworkAgent("h", mechanism, control, surroundings, Instant.EPOCH);
    }

    @Test
    void aPortIsWiredAndReportedEachTimeItIsAskedFor() {
        PortWiring wiring = Wirings.of(port, 7);
        agent.wirePort("h", wiring);
        agent.wirePort("h", wiring);
        assertThat(mechanism.wirings()).containsExactly(wiring);
        var report = new FakeNetworkControl.Report("h", port, 7, Optional.empty());
        assertThat(control.reports).containsExactly(report, report);
    }

    @Test
    void aPortIsUnwiredOnceAndNothingThereIsFine() {
        agent.wirePort("h", Wirings.of(port, 7));
        agent.unwirePort("h", port, 7);
        agent.unwirePort("h", port, 7);
        agent.unwirePort("h", UUID.randomUUID(), 1);
        assertThat(mechanism.wirings()).isEmpty();
    }

    @Test
    void messagesThatComeLateDoNoHarm() {
        agent.wirePort("h", Wirings.of(port, 9));
        agent.wirePort("h", Wirings.of(port, 8));
        agent.unwirePort("h", port, 8);
        assertThat(mechanism.wiring(port))
                .hasValueSatisfying(
                        found -> assertThat(found.bindingGeneration()).isEqualTo(9));

        agent.unwirePort("h", port, 9);
        agent.wirePort("h", Wirings.of(port, 9));
        assertThat(mechanism.wirings()).isEmpty();
        assertThat(control.reports).hasSize(1);
    }

    @Test
    void aPortThatChangedIsWiredAnew() {
        agent.wirePort("h", Wirings.of(port, 7));
        PortWiring changed = Wirings.of(port, 7, "10.0.0.99");
        agent.wirePort("h", changed);
        assertThat(mechanism.wiring(port)).contains(changed);
    }

    @Test
    void aFailureIsReportedWithItsReason() throws IOException {
        behaves("wire.failure=no bridge br-int");
        agent.wirePort("h", Wirings.of(port, 7));
        assertThat(mechanism.wirings()).isEmpty();
        assertThat(control.reports)
                .singleElement()
                .satisfies(report -> assertThat(report.error()).contains("no bridge br-int"));

        behaves("");
        agent.wirePort("h", Wirings.of(port, 7));
        assertThat(control.reports.getLast().error()).isEmpty();
    }

    @Test
    void operationsTakeAsLongAsTheFileSays() throws IOException {
        behaves("wire.latency-ms=120");
        long begun = System.nanoTime();
        agent.wirePort("h", Wirings.of(port, 7));
        assertThat(System.nanoTime() - begun).isGreaterThan(120_000_000L);
    }

    @Test
    void wiringsOutliveTheProcess() {
        agent.wirePort("h", Wirings.of(port, 7));
        assertThat(new SimulatedMechanism(folder).wirings()).containsExactly(Wirings.of(port, 7));
    }

    @Test
    void comparingRepairsWhatMessagesDidNotDo() {
        UUID stays = UUID.randomUUID();
        UUID missing = UUID.randomUUID();
        UUID changed = UUID.randomUUID();
        agent.wirePort("h", Wirings.of(stays, 1));
        agent.wirePort("h", Wirings.of(port, 2));
        agent.wirePort("h", Wirings.of(changed, 3));
        control.reports.clear();
        control.wanted = List.of(Wirings.of(stays, 1), Wirings.of(missing, 4), Wirings.of(changed, 5));

        agent.compare();

        assertThat(mechanism.wirings()).containsExactlyInAnyOrderElementsOf(control.wanted);
        assertThat(control.reports)
                .extracting(FakeNetworkControl.Report::portId)
                .containsExactlyInAnyOrder(missing, changed);
    }

    @Test
    void aPortThatIsBoundWhileComparingIsNoLeftover() {
        control.whileAsked = () -> agent.wirePort("h", Wirings.of(port, 1));
        agent.compare();
        assertThat(mechanism.wirings()).hasSize(1);

        control.whileAsked = () -> {
            agent.unwirePort("h", port, 1);
            agent.wirePort("h", Wirings.of(port, 2));
        };
        agent.compare();
        assertThat(mechanism.wirings()).hasSize(1);
    }

    @Test
    void thatControlDoesNotHearIsNoFailureOfTheWiring() {
        control.away = true;
        agent.wirePort("h", Wirings.of(port, 7));
        assertThat(mechanism.wirings()).hasSize(1);
    }

    @Test
    void theReportTellsMechanismAndDevices() {
        agent.wirePort("h", Wirings.of(port, 7));
        agent.report();
        assertThat(control.state.agentType()).isEqualTo("Simulated agent");
        assertThat(control.state.configurations())
                .containsEntry("mechanism", "simulated")
                .containsEntry("devices", 1);
    }

    private void behaves(String line) throws IOException {
        Files.writeString(folder.resolve("behaviour.properties"), line);
    }
}
